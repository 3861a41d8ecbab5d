import { expect, test } from 'vitest';
import { whoIsLockedOut } from '../../src/people/lock-out.js';

async function* each<T>(...items: T[]): AsyncIterable<T> {
  yield* items;
}

const inAws = (userName: string, enabled: boolean | undefined = true) => ({ userName, enabled });
const inAuthentik = (email: string) => ({ username: 'someone', email, active: true });

test('a user name must be somebody’s e-mail address exactly', async () => {
  const lockOut = await whoIsLockedOut(
    each(inAws('alice@example.com'), inAws('Bob@example.com'), inAws('carol@example.com')),
    each(inAuthentik('alice@example.com'), inAuthentik('bob@example.com')),
  );
  expect(lockOut).toMatchObject({
    total: 3,
    without: ['carol@example.com'],
    byCase: [{ userName: 'Bob@example.com', email: 'bob@example.com' }],
  });
});

test('whoever is disabled in AWS, or has no e-mail address, does not count', async () => {
  const lockOut = await whoIsLockedOut(
    each(inAws('alice@example.com'), inAws('bob@example.com', false), inAws('x', undefined)),
    each(inAuthentik('alice@example.com'), inAuthentik('')),
  );
  expect(lockOut).toMatchObject({ total: 2, without: ['x'], byCase: [] });
});

test('people whom AWS would not know are counted', async () => {
  const lockOut = await whoIsLockedOut(
    each(inAws('alice@example.com')),
    each(inAuthentik('alice@example.com'), inAuthentik('dora@example.com')),
  );
  expect(lockOut).toMatchObject({ without: [], notInAws: 1 });
});

test('without anybody in AWS nobody is locked out', async () => {
  expect(await whoIsLockedOut(each(), each())).toMatchObject({ total: 0, without: [], byCase: [] });
});
