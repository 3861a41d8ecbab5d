import { describe, expect, test } from 'vitest';
import { Cancelled, ExpectedError } from '../../src/basics/errors.js';
import type { RunEvent } from '../../src/engine/events.js';
import { type RunPorts, run } from '../../src/engine/run.js';
import type { RunnableStep } from '../../src/engine/step.js';
import {
  change,
  type Facts,
  type Kitchen,
  newKitchen,
  pretendedStep,
  waiting,
} from './pretended-steps.js';

async function runAll(
  steps: readonly RunnableStep<Facts, Kitchen>[],
  ports: Partial<RunPorts> = {},
) {
  const events: RunEvent[] = [];
  const kitchen = newKitchen();
  const tell = (event: RunEvent) => void events.push(event);
  const result = await run(
    steps,
    kitchen,
    {},
    { tell, clock: () => 0, checkpoint: () => undefined, ...ports },
  );
  return { ...result, diary: kitchen.diary, events: events.map(inWords) };
}

function inWords(event: RunEvent): string {
  return `${event.kind} ${event.step.id}`;
}

const mill = pretendedStep('mill', { gives: ['flour'] });
const knead = pretendedStep('knead', { needs: ['flour'], gives: ['dough'] });
const churn = pretendedStep('churn', { gives: ['butter'] });

describe('a run', () => {
  test('looks and acts step by step, handing the facts on', async () => {
    const { facts, diary, events } = await runAll([mill, knead]);
    expect(diary).toEqual(['look mill', 'apply mill', 'look knead', 'apply knead']);
    expect(facts).toMatchObject({ flour: expect.any(String), dough: 'dough of knead' });
    expect(events).toEqual([
      'step-begins mill',
      'changed mill',
      'step-done mill',
      'step-begins knead',
      'changed knead',
      'step-done knead',
    ]);
  });

  test('passes over what must wait for another step, though it could be looked at', async () => {
    const late = pretendedStep('mill', { gives: ['flour'], ends: 'waiting' });
    const spread = pretendedStep('spread', { awaits: ['flour'], gives: ['bread'] });
    const { diary, events, facts } = await runAll([late, spread]);
    expect(diary).toEqual(['look mill', 'apply mill']);
    expect(events).toEqual(['step-begins mill', 'waiting mill', 'later spread']);
    expect(facts).toEqual({});
    expect((await runAll([mill, spread])).diary).toContain('apply spread');
  });

  test('tells no change of a step that told them itself, nor of one that is incomplete', async () => {
    const told = pretendedStep('mill', { gives: ['flour'], ends: 'told' });
    const partly = pretendedStep('churn', { gives: ['butter'], ends: 'incomplete' });
    const { events, facts, diary, declined } = await runAll([partly, told]);
    expect(diary).toEqual(['look churn', 'apply churn', 'look mill', 'apply mill']);
    expect(events).toEqual([
      'step-begins churn',
      'incomplete churn',
      'step-begins mill',
      'step-done mill',
    ]);
    expect(facts).toMatchObject({ flour: 'flour of mill', butter: '' });
    expect(declined).toEqual([]);
  });

  test('does not act where nothing is to do', async () => {
    const planned = { changes: [], known: { flour: 'rye' } };
    const there = pretendedStep('mill', { gives: ['flour'], planned });
    const { diary, events, facts } = await runAll([there]);
    expect(diary).toEqual(['look mill']);
    expect(events).toEqual(['step-begins mill', 'in-place mill']);
    expect(facts).toEqual({ flour: 'rye' });
  });

  test('goes on past a step that waits with what does not depend on it', async () => {
    const waits = pretendedStep('mill', { gives: ['flour'], ends: 'waiting' });
    const result = await runAll([waits, knead, churn]);
    expect(result.diary).toEqual(['look mill', 'apply mill', 'look churn', 'apply churn']);
    expect(result.waiting).toMatchObject([{ step: { id: 'mill' }, waiting }]);
    expect(result.events).toContain('waiting mill');
    expect(result.events).toContain('later knead');
    expect(result.events).not.toContain('changed mill');
  });

  test('ends at a step that was declined, and says so', async () => {
    const refused = pretendedStep('mill', { gives: ['flour'], ends: 'declined' });
    const result = await runAll([refused, knead, churn]);
    expect(result.declined).toMatchObject([{ step: { id: 'mill' }, why: 'no' }]);
    expect(result.diary).not.toContain('look churn');
    expect(result.diary).not.toContain('look knead');
  });

  test('says after which steps one comes that cannot be done yet', async () => {
    const later: RunEvent[] = [];
    const waits = pretendedStep('mill', { gives: ['flour'], ends: 'waiting' });
    await runAll([waits, knead], { tell: (event) => void later.push(event) });
    expect(later.at(-1)).toMatchObject({ kind: 'later', after: ['mill'] });
  });

  test('stops at a blocking note with what is wrong and what to do', async () => {
    const note = { level: 'blocking' as const, text: 'The mill is closed', next: 'Open it.' };
    const planned = { changes: [change], notes: [note] };
    const blocked = pretendedStep('mill', { gives: ['flour'], planned });
    const failure = await runAll([blocked, churn]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExpectedError);
    expect(failure).toMatchObject({ message: note.text, next: [note.next] });
  });

  test('stops between two steps when somebody asks', async () => {
    const kitchen = newKitchen();
    const checkpoint = () => {
      if (kitchen.diary.includes('apply mill')) throw new Cancelled({ what: 'Stopped' });
    };
    const ports = { tell: () => undefined, clock: () => 0, checkpoint };
    await expect(run([mill, knead], kitchen, {}, ports)).rejects.toBeInstanceOf(Cancelled);
    expect(kitchen.diary).toEqual(['look mill', 'apply mill']);
  });
});

test('a step that is passed over is told as that, and what it knows is gone on with', async () => {
  const planned = { changes: [], known: { flour: 'rye' }, leftOut: 'it is too late for that' };
  const passed = pretendedStep('mill', { gives: ['flour'], planned });
  const { diary, events } = await runAll([passed, knead]);
  expect(events.slice(0, 2)).toEqual(['step-begins mill', 'left-out mill']);
  expect(diary).toEqual(['look mill', 'look knead', 'apply knead']);
});

describe('a step that looks for a proof', () => {
  const planned = { changes: [], known: {}, unproved: true };

  test('is done when it finds one', async () => {
    const taste = pretendedStep('taste', { gives: ['bread'], planned, proof: 'found' });
    const { facts, events } = await runAll([taste]);
    expect(facts.bread).toBe('bread of taste');
    expect(events).toEqual(['step-begins taste', 'step-done taste']);
  });

  test('is not called done without one', async () => {
    const taste = pretendedStep('taste', { gives: ['bread'], planned, proof: 'none' });
    const { facts, events } = await runAll([taste]);
    expect(facts).toEqual({});
    expect(events).toEqual(['step-begins taste']);
  });
});

describe('a run whose steps need a permission', () => {
  test('asks before a step changes something, and not for one that has nothing to do', async () => {
    const asked: string[] = [];
    const there = pretendedStep('mill', {
      gives: ['flour'],
      planned: { changes: [], known: { flour: 'rye' } },
    });
    const permit: RunPorts['permit'] = async ({ id }, { changes }) => {
      asked.push(`${id} ${changes.length}`);
      return { kind: 'granted' };
    };
    const { diary } = await runAll([there, knead], { permit });
    expect(asked).toEqual(['knead 1']);
    expect(diary).toContain('apply knead');
  });

  test('leaves out a step that may not act now, and goes on with what is known', async () => {
    const permit: RunPorts['permit'] = async ({ id }) =>
      id === 'mill' ? { kind: 'left out', why: 'not planned' } : { kind: 'granted' };
    const { diary, events, waiting: open } = await runAll([mill, knead, churn], { permit });
    expect(diary).toEqual(['look mill', 'look churn', 'apply churn']);
    expect(events.slice(0, 3)).toEqual(['step-begins mill', 'left-out mill', 'later knead']);
    expect(open).toEqual([]);
  });

  test('ends a step as one that waits or was declined, without acting', async () => {
    const wait: RunPorts['permit'] = async () => ({ kind: 'waiting', waiting });
    const waits = await runAll([mill, churn], { permit: wait });
    expect(waits.diary).toEqual(['look mill', 'look churn']);
    expect(waits.waiting).toHaveLength(2);
    const decline: RunPorts['permit'] = async () => ({ kind: 'declined', why: 'no' });
    const declines = await runAll([mill, churn], { permit: decline });
    expect(declines.diary).toEqual(['look mill']);
    expect(declines.declined).toMatchObject([{ why: 'no' }]);
  });
});
