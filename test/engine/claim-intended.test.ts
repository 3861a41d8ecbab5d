import { expect, test } from 'vitest';
import { claimIntended } from '../../src/engine/memory.js';
import { emptyState, memoryOf } from '../../src/engine/state.js';

function newMemory() {
  let saves = 0;
  const state = emptyState({ authentik: 'https://auth.example.com', instance: 'ssoins-1' });
  const memory = memoryOf(
    state,
    async () => {
      saves += 1;
    },
    () => new Date(0),
  );
  return { memory, saves: () => saves };
}

test('what stands under the intended name was made by the run that did not live to say so', async () => {
  const { memory } = newMemory();
  await memory.intend('provider', 'AWS');
  await claimIntended(memory, 'provider', { name: 'AWS', id: '41' });
  expect(memory.thing('provider')).toMatchObject({ origin: 'made', name: 'AWS', id: '41' });
});

test.each([
  ['nothing is there', undefined],
  ['something else is there', { name: 'GCP', id: '7' }],
])('while %s the name stays intended', async (_when, found) => {
  const { memory } = newMemory();
  await memory.intend('provider', 'AWS');
  await claimIntended(memory, 'provider', found);
  expect(memory.thing('provider')).toMatchObject({ origin: 'intended' });
});

test.each(['made', 'adopted'] as const)(
  'what was %s stays so, and nothing is saved',
  async (how) => {
    const { memory, saves } = newMemory();
    await memory[how]('provider', 'AWS', '41');
    const before = saves();
    await claimIntended(memory, 'provider', { name: 'AWS', id: '42' });
    await claimIntended(memory, 'never heard of', { name: 'AWS', id: '42' });
    expect(memory.thing('provider')).toMatchObject({ origin: how, id: '41' });
    expect(saves()).toBe(before);
  },
);
