import { describe, expect, test } from 'vitest';
import { AuthentikError } from '../../../src/authentik/index.js';
import type { RunEvent } from '../../../src/engine/events.js';
import type { Thing } from '../../../src/engine/memory.js';
import type { StepHead } from '../../../src/engine/plan.js';
import { putBack, restoringTask } from '../../../src/upkeep/undo/put-back.js';

const thing: Thing = {
  ...{ origin: 'adopted', name: 'aws', id: '7', at: '2026-11-20T10:00:00.000Z' },
  before: {
    providerPk: { was: null, left: 41 },
    launchUrl: { was: 'https://old.example.com', left: 'https://d-1.awsapps.com/start' },
    mappings: { was: ['a', 'b'], left: ['c'] },
  },
};
const asLeft = { providerPk: 41, launchUrl: 'https://d-1.awsapps.com/start', mappings: ['c'] };

describe('what is put back', () => {
  test('is every field that is still as this tool left it', () => {
    const { update, fields, notes } = putBack('application "aws"', thing, asLeft, false);
    expect(update).toEqual({
      providerPk: null,
      launchUrl: 'https://old.example.com',
      mappings: ['a', 'b'],
    });
    expect(fields[0]).toEqual({ field: 'provider', from: '41', to: 'none' });
    expect(notes).toEqual([]);
  });

  test('is nothing where somebody put it back already; the order of a list does not count', () => {
    const present = {
      providerPk: undefined,
      launchUrl: 'https://old.example.com',
      mappings: ['b', 'a'],
    };
    expect(putBack('application "aws"', thing, present, false)).toEqual({
      update: {},
      fields: [],
      notes: [],
    });
  });

  test('is not what somebody else changed since, unless such changes are to be discarded', () => {
    const present = { ...asLeft, launchUrl: 'https://new.example.com' };
    const { update, notes } = putBack('application "aws"', thing, present, false);
    expect(update).toEqual({ providerPk: null, mappings: ['a', 'b'] });
    expect(notes).toEqual([
      {
        level: 'warning',
        text: 'application "aws": somebody changed the launch URL since, to https://new.example.com, so it stays; before this tool it was https://old.example.com',
        next: 'To put it back all the same: --discard-changes',
      },
    ]);
    expect(putBack('application "aws"', thing, present, true)).toMatchObject({
      update: { launchUrl: 'https://old.example.com' },
      notes: [],
    });
  });
});

describe('writing it back', () => {
  const step: StepHead = {
    id: 'application',
    title: '',
    guide: [],
    place: 'authentik',
    outlook: '',
  };
  const back = putBack('application "aws"', thing, asLeft, false);
  const events: RunEvent[] = [];
  const tell = (event: RunEvent) => void events.push(event);
  const task = (write: () => Promise<object>) =>
    restoringTask({ tell }, step, { key: 'application', object: 'application "aws"', back }, write);

  test('is compared with what the server then shows', async () => {
    const { act } = task(async () => ({ ...back.update, providerPk: undefined }));
    await expect(act?.()).resolves.toBeUndefined();
    const lost = task(async () => ({ ...back.update, launchUrl: 'https://else.example.com' }));
    await expect(lost.act?.()).rejects.toThrow('did not keep what was written: launch URL');
  });

  test('what authentik does not take any more is told, and the rest goes on', async () => {
    const refused = new AuthentikError({
      ...{ operation: 'change an application', status: 400 },
      ...{ what: 'refused', why: 'provider: Invalid pk "40"' },
    });
    await task(() => Promise.reject(refused)).act?.();
    expect(events.at(-1)).toMatchObject({
      kind: 'note',
      note: { level: 'warning', text: expect.stringContaining('Invalid pk "40"') },
    });
    const other = new AuthentikError({
      ...{ operation: 'change an application', status: 403, what: 'no' },
    });
    await expect(task(() => Promise.reject(other)).act?.()).rejects.toBe(other);
  });
});
