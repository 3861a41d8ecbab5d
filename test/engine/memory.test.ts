import { describe, expect, test } from 'vitest';
import { emptyState, memoryOf, type State, stateSchema } from '../../src/engine/state.js';

const at = '2026-11-20T10:00:00.000Z';

function newMemory() {
  const saved: State[] = [];
  const state = emptyState({ authentik: 'https://auth.example.com', instance: 'ssoins-1' });
  const save = async (now: State) => void saved.push(structuredClone(now));
  return { saved, memory: memoryOf(state, save, () => new Date(at)) };
}

test('the name is saved before a thing is made, and its key afterwards', async () => {
  const { memory, saved } = newMemory();
  expect(memory.thing('provider')).toBeUndefined();
  await memory.intend('provider', 'AWS');
  expect(memory.thing('provider')).toEqual({ origin: 'intended', name: 'AWS', at });
  await memory.made('provider', 'AWS', '41');
  expect(memory.thing('provider')).toEqual({ origin: 'made', name: 'AWS', id: '41', at });
  expect(saved.map(({ serial, things }) => [serial, things.provider?.origin])).toEqual([
    [1, 'intended'],
    [2, 'made'],
  ]);
});

test('what was adopted is told from what was made', async () => {
  const { memory } = newMemory();
  await memory.adopted('application', 'aws', '7');
  expect(memory.thing('application')?.origin).toBe('adopted');
});

test('of an adopted thing it is kept how each field first was, and how it was left last', async () => {
  const { memory, saved } = newMemory();
  await memory.adopted('application', 'aws', '7', { provider: { was: null, left: 41 } });
  await memory.adopted('application', 'aws', '7', {
    provider: { was: 41, left: 42 },
    launchUrl: { was: '', left: 'https://example.com' },
  });
  const before = {
    provider: { was: null, left: 42 },
    launchUrl: { was: '', left: 'https://example.com' },
  };
  expect(memory.thing('application')?.before).toEqual(before);
  expect(stateSchema.parse(saved.at(-1)).things.application?.before).toEqual(before);
  await memory.adopted('application', 'aws', '8', { provider: { was: 5, left: 41 } });
  expect(memory.thing('application')?.before).toEqual({ provider: { was: 5, left: 41 } });
});

test('what is forgotten is gone from the file; what is not known costs no save', async () => {
  const { memory, saved } = newMemory();
  await memory.made('provider', 'AWS', '41');
  await memory.made('application', 'aws', '7');
  await memory.remember('scim', true);
  await memory.remember('signIn', {});
  expect([...memory.things().keys()]).toEqual(['provider', 'application']);
  await memory.forget('provider');
  await memory.unlearn(['scim']);
  expect(Object.keys(saved.at(-1)?.things ?? {})).toEqual(['application']);
  expect(memory.told()).toEqual(['signIn']);
  await memory.unlearn();
  const { serial } = saved.at(-1) ?? {};
  await memory.forget('provider');
  await memory.unlearn();
  expect(saved.at(-1)).toMatchObject({ serial, told: {} });
});

test('what was told is kept with its time and is fit to be read back from a file', async () => {
  const { memory, saved } = newMemory();
  expect(memory.recall('accessPortal')).toBeUndefined();
  await memory.remember('accessPortal', { url: 'https://example.awsapps.com/start' });
  const value = { url: 'https://example.awsapps.com/start' };
  expect(memory.recall('accessPortal')).toEqual({ value, at });
  const reread = stateSchema.parse(JSON.parse(JSON.stringify(saved.at(-1))));
  expect(reread.told.accessPortal).toEqual({ value, at });
});

test('what is forgotten is gone from the file, and nothing is saved for what was never there', async () => {
  const { memory, saved } = newMemory();
  await memory.made('provider', 'AWS', '41');
  await memory.remember('scim', true);
  await memory.forget('provider');
  await memory.unlearn(['scim']);
  expect(memory.thing('provider')).toBeUndefined();
  expect(memory.recall('scim')).toBeUndefined();
  expect(saved.at(-1)).toMatchObject({ serial: 4, things: {}, told: {} });
  await memory.forget('provider');
  await memory.unlearn(['scim']);
  expect(saved).toHaveLength(4);
});

test('a save that fails fails the call, so that nothing is made that is not remembered', async () => {
  const state = emptyState({ authentik: 'https://auth.example.com', instance: 'ssoins-1' });
  const full = () => Promise.reject(new Error('no space left'));
  const memory = memoryOf(state, full, () => new Date(at));
  await expect(memory.intend('provider', 'AWS')).rejects.toThrow('no space left');
});

describe('how objects were left', () => {
  const provider = { key: 'provider', object: 'provider "AWS"', there: true, id: '41' };
  const fields = { audience: 'a', binding: 'post' };

  test('is kept with its time and saved once for all of them', async () => {
    const { memory, saved } = newMemory();
    expect(memory.left('provider')).toBeUndefined();
    await memory.leave([
      { ...provider, fields },
      { ...provider, key: 'other', fields: {} },
    ]);
    expect(memory.left('provider')).toEqual({ object: 'provider "AWS"', id: '41', fields, at });
    expect(saved).toHaveLength(1);
    expect(stateSchema.parse(JSON.parse(JSON.stringify(saved[0]))).left).toEqual(saved[0]?.left);
  });

  test('is not saved again when nothing is new', async () => {
    const { memory, saved } = newMemory();
    await memory.leave([{ ...provider, fields }]);
    await memory.leave([{ ...provider, fields: { binding: 'post', audience: 'a' } }]);
    expect(saved).toHaveLength(1);
    await memory.leave([{ ...provider, id: '42', fields }]);
    expect(memory.left('provider')?.id).toBe('42');
  });

  test('is forgotten as far as this tool is about to change it', async () => {
    const { memory, saved } = newMemory();
    await memory.touch('provider');
    expect(saved).toEqual([]);
    await memory.leave([{ ...provider, fields }]);
    await memory.touch('provider', ['audience']);
    expect(memory.left('provider')?.fields).toEqual({ binding: 'post' });
    await memory.touch('provider');
    expect(memory.left('provider')).toBeUndefined();
  });

  test('is forgotten of all objects at once, and saved only where something was', async () => {
    const { memory, saved } = newMemory();
    await memory.leaveNothing();
    expect(saved).toEqual([]);
    await memory.leave([
      { ...provider, fields },
      { ...provider, key: 'other', fields },
    ]);
    await memory.leaveNothing();
    expect([memory.left('provider'), memory.left('other')]).toEqual([undefined, undefined]);
    expect(saved).toHaveLength(2);
  });
});

test.each(['__proto__', 'constructor', 'toString'])('nothing is known of the key %s', (key) => {
  const { memory } = newMemory();
  expect([memory.thing(key), memory.recall(key), memory.left(key)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
