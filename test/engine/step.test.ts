import { expect, test } from 'vitest';
import { done } from '../../src/engine/outcome.js';
import { defineStep, missingFacts } from '../../src/engine/step.js';
import { change, type Facts } from './pretended-steps.js';

const knead = defineStep<Facts, { hands: number }, 'flour', 'dough', string>({
  ...{ id: 'knead', title: 'Knead', guide: ['1'], place: 'this machine', outlook: 'dough' },
  needs: ['flour'],
  gives: ['dough'],
  look: async ({ hands }, { flour }) => `${flour} and ${hands} hands`,
  plan: (_have, seen) => ({ changes: [{ ...change, object: seen }], known: {} }),
  apply: async (_context, { flour }, seen, changes) =>
    done({ dough: `${flour}; ${seen}; ${changes.length} change` }),
});

test('acting is handed what was looked at, and the changes that were planned', async () => {
  const assessed = await knead.assess({ hands: 2 }, { flour: 'rye', butter: 'some' });
  expect(assessed.changes).toEqual([{ action: 'create', object: 'rye and 2 hands' }]);
  expect(await assessed.apply()).toEqual({
    kind: 'done',
    gives: { dough: 'rye; rye and 2 hands; 1 change' },
  });
});

test('a step is not looked at before its needs are known', async () => {
  expect(missingFacts<Facts>({ butter: 'some' }, knead.needs)).toEqual(['flour']);
  await expect(knead.assess({ hands: 2 }, {})).rejects.toThrow('facts not known yet: flour');
});
