import { describe, expect, test } from 'vitest';
import { emptyState, memoryOf } from '../../src/engine/state.js';
import { beforeOf, rememberBefore } from '../../src/procedure/remember-before.js';

const changed = { key: 'application', name: 'aws', id: '7' };
const before = { launchUrl: { was: '', left: 'https://example.com' } };

function newMemory() {
  const state = emptyState({ authentik: 'https://auth.example.com', instance: 'ssoins-1' });
  return memoryOf(
    state,
    async () => undefined,
    () => new Date(0),
  );
}

describe('before an object is changed', () => {
  test('one that this tool did not make is remembered as it was', async () => {
    const memory = newMemory();
    await rememberBefore(memory, changed, before);
    expect(memory.thing('application')).toMatchObject({ origin: 'adopted', id: '7', before });
  });

  test('one that it made needs no memory: it goes as a whole', async () => {
    const memory = newMemory();
    await memory.made('application', 'aws', '7');
    await rememberBefore(memory, changed, before);
    expect(memory.thing('application')).toMatchObject({ origin: 'made', id: '7' });
    expect(memory.thing('application')?.before).toBeUndefined();
  });

  test('another one under the key of one that it made is somebody else’s', async () => {
    const memory = newMemory();
    await memory.made('application', 'aws', '6');
    await rememberBefore(memory, changed, before);
    expect(memory.thing('application')).toMatchObject({ origin: 'adopted', id: '7', before });
  });

  test('one under the name that was saved before its creation is its own', async () => {
    const memory = newMemory();
    await memory.intend('application', 'aws');
    await rememberBefore(memory, changed, before);
    expect(memory.thing('application')).toMatchObject({ origin: 'made', id: '7' });
  });
});

test('a field that is not there counts as none, so that it can be kept in a file', () => {
  expect(beforeOf({ issuer: 'a' }, { issuer: 'b', providerPk: 41 })).toEqual({
    issuer: { was: 'a', left: 'b' },
    providerPk: { was: null, left: 41 },
  });
});
