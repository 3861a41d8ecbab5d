import { describe, expect, test } from 'vitest';
import { drawPlan } from '../../src/engine/draw-plan.js';
import { change, newKitchen, pretendedStep } from './pretended-steps.js';

const inPlace = (known: object) => ({ changes: [], known, standing: 'seen' as const });

describe('what a plan says of a step', () => {
  test('a step with changes is to do, and one that needs what it gives comes after it', async () => {
    const steps = [
      pretendedStep('mill', { gives: ['flour'] }),
      pretendedStep('knead', { needs: ['flour'], gives: ['dough'] }),
      pretendedStep('bake', { needs: ['dough'], gives: ['bread'] }),
    ];
    const { steps: planned, facts } = await drawPlan(steps, newKitchen(), {});
    expect(planned).toMatchObject([
      { id: 'mill', state: 'to-do', changes: [change], after: [] },
      { id: 'knead', state: 'later', changes: [], after: ['mill'] },
      { id: 'bake', state: 'later', changes: [], after: ['knead'] },
    ]);
    expect(facts).toEqual({});
  });

  test('a step whose facts hold already is in place, and the next one is looked at', async () => {
    const steps = [
      pretendedStep('mill', { gives: ['flour'], planned: inPlace({ flour: 'rye' }) }),
      pretendedStep('knead', { needs: ['flour'], gives: ['dough'] }),
    ];
    const { steps: planned, facts } = await drawPlan(steps, newKitchen(), {});
    expect(planned).toMatchObject([
      { state: 'in-place', standing: 'seen' },
      { state: 'to-do', after: [] },
    ]);
    expect(facts).toEqual({ flour: 'rye' });
  });

  test('only what is not in place is named as what a later step waits for', async () => {
    const steps = [
      pretendedStep('mill', { gives: ['flour'], planned: inPlace({ flour: 'rye' }) }),
      pretendedStep('churn', { gives: ['butter'] }),
      pretendedStep('knead', { needs: ['flour', 'butter'], gives: ['dough'] }),
    ];
    const { steps: planned } = await drawPlan(steps, newKitchen(), {});
    expect(planned[2]).toMatchObject({ state: 'later', after: ['churn'] });
  });

  test('facts that hold whatever a change does let the next step be planned', async () => {
    const steps = [
      pretendedStep('mill', { gives: ['flour'], planned: { known: { flour: 'rye' } } }),
      pretendedStep('knead', { needs: ['flour'], gives: ['dough'] }),
    ];
    const { steps: planned } = await drawPlan(steps, newKitchen(), {});
    expect(planned.map(({ state }) => state)).toEqual(['to-do', 'to-do']);
  });

  test('a blocked step gives nothing, whatever it knows', async () => {
    const notes = [{ level: 'blocking' as const, text: 'the mill is closed' }];
    const blocked = { ...inPlace({ flour: 'rye' }), notes };
    const steps = [
      pretendedStep('mill', { gives: ['flour'], planned: blocked }),
      pretendedStep('knead', { needs: ['flour'], gives: ['dough'] }),
    ];
    const { steps: planned, facts } = await drawPlan(steps, newKitchen(), {});
    expect(planned).toMatchObject([{ state: 'to-do', notes }, { state: 'later' }]);
    expect(facts).toEqual({});
  });

  test('what is not proved yet is nothing to do', async () => {
    const unproved = { changes: [], known: {}, unproved: true };
    const steps = [pretendedStep('taste', { gives: ['bread'], planned: unproved, proof: 'none' })];
    const { steps: planned } = await drawPlan(steps, newKitchen(), {});
    expect(planned).toMatchObject([{ state: 'unproved', changes: [] }]);
  });
});

test('a step that is passed over is neither in place nor to do, and holds nothing up', async () => {
  const planned = { changes: [], known: { flour: 'rye' }, leftOut: 'it is too late for that' };
  const steps = [
    pretendedStep('mill', { gives: ['flour'], planned }),
    pretendedStep('knead', { needs: ['flour'], gives: ['dough'] }),
  ];
  const { steps: drawn } = await drawPlan(steps, newKitchen(), {});
  expect(drawn).toMatchObject([
    { state: 'left-out', leftOut: 'it is too late for that' },
    { state: 'to-do' },
  ]);
});

describe('how a plan is drawn', () => {
  test('looks only', async () => {
    const kitchen = newKitchen();
    await drawPlan([pretendedStep('mill', { gives: ['flour'] })], kitchen, {});
    expect(kitchen.diary).toEqual(['look mill']);
  });

  test('steps that do not depend on one another look at the same time', async () => {
    let arrived = () => {};
    const other = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const steps = [
      pretendedStep('mill', { gives: ['flour'], look: () => other }),
      pretendedStep('churn', { gives: ['butter'], look: async () => arrived() }),
    ];
    const { steps: planned } = await drawPlan(steps, newKitchen(), {});
    expect(planned.map(({ id }) => id)).toEqual(['mill', 'churn']);
  });

  test('the first look that fails is told, after all others have ended', async () => {
    const diary: string[] = [];
    const failing = (text: string) => async () => {
      diary.push(text);
      throw new Error(text);
    };
    const steps = [
      pretendedStep('mill', { gives: ['flour'], look: failing('no grain') }),
      pretendedStep('churn', { gives: ['butter'], look: failing('no milk') }),
    ];
    await expect(drawPlan(steps, newKitchen(), {})).rejects.toThrow('no grain');
    expect(diary).toEqual(['no grain', 'no milk']);
  });
});
