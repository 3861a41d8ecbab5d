import { expect, test } from 'vitest';
import { AuthentikError } from '../../../src/authentik/index.js';
import { removeSurely } from '../../../src/upkeep/undo/remove-surely.js';

const step = { id: 'x', title: '', guide: [], place: 'authentik', outlook: '' } as const;

function failing(status: number): AuthentikError {
  return new AuthentikError({ operation: 'delete an application', status, what: String(status) });
}

/** An object that is deleted at the given try; before, the server answers so. */
function doomed(at: number, status = 405) {
  const diary: string[] = [];
  let there = true;
  let tried = 0;
  const object = {
    what: 'application "aws"',
    async remove() {
      tried += 1;
      diary.push('remove');
      if (tried < at) throw failing(status);
      there = false;
    },
    isThere: async () => there,
    rest: async () => void diary.push('rest'),
  };
  const context = { tell: () => undefined, pause: async () => void diary.push('pause') };
  return { diary, object, run: () => removeSurely(context, step, object) };
}

test('a stumble is tried again once nothing is under way', async () => {
  const { diary, run } = doomed(2);
  await run();
  expect(diary).toEqual(['remove', 'pause', 'rest', 'remove']);
});

test('a stumble that does not end is told after five tries', async () => {
  const { diary, run } = doomed(9);
  await expect(run()).rejects.toThrow('405');
  expect(diary.filter((entry) => entry === 'remove')).toHaveLength(5);
});

test('a stumble after which it is gone is as good', async () => {
  const { diary, object, run } = doomed(2);
  object.isThere = async () => false;
  await run();
  expect(diary).toEqual(['remove']);
});

test.each([403, 500])('%i is not tried again', async (status) => {
  const { diary, run } = doomed(2, status);
  await expect(run()).rejects.toThrow(String(status));
  expect(diary).toEqual(['remove']);
});

test('what is still there afterwards is no success', async () => {
  const { object, run } = doomed(1);
  object.isThere = async () => true;
  await expect(run()).rejects.toThrow('took the deletion of application "aws" and still shows it');
});
