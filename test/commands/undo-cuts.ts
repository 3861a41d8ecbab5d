import { expect } from 'vitest';
import { startLosingProxy } from './losing-proxy.js';
import { oneLine } from './run-program.js';
import { openStage, stateOf } from './stage.js';
import { everythingIn, setUp, undoAll, usersInAws } from './undoing.js';

/** The requests of a whole undo that change something, in their order, by how they begin. */
export const moments = [
  'PATCH /api/v3/core/applications/aws/',
  'DELETE /api/v3/providers/scim/',
  'DELETE /api/v3/core/applications/aws/',
  'DELETE /api/v3/providers/saml/',
  'DELETE /api/v3/propertymappings/',
  'DELETE /api/v3/crypto/certificatekeypairs/',
];

const argv = ['undo', '--console', 'sandbox', '--confirm', 'aws'];

function isMoment(moment: string, method: string, path: string): boolean {
  return `${method} ${path}`.startsWith(moment);
}

/** Presses Ctrl-C while a request of this kind is on its way, and lets the next run finish. */
export async function interruptDuring(moment: string): Promise<void> {
  let interrupt: (() => void) | undefined;
  const intercept = async ({ method, url }: Request) => {
    if (interrupt && isMoment(moment, method, new URL(url).pathname)) interrupt();
    return undefined;
  };
  const stage = await openStage({ authentik: { intercept } });
  const atFirst = await everythingIn(stage);
  await setUp(stage);
  const onStart = (key: () => void) => {
    interrupt = key;
  };
  const stopped = await stage.run(argv, { onStart });
  interrupt = undefined;
  expect(stopped.code).toBe(130);
  expect(oneLine(stopped.stderr)).toContain('Go on with: authentik-aws undo');
  expect(stage.writes().at(-1)).toMatch(moment);
  const { code, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect(await everythingIn(stage)).toEqual(atFirst);
  expect(stateOf(stage)?.things).toEqual({});
  expect(Object.keys(Object(stateOf(stage)?.told))).toEqual(['undone']);
  expect(usersInAws(stage)).toContain('alice@example.com');
  expect(stage.instance.identitySource.type).toBe('directory');
}

/** Loses the answers to requests of this kind, and lets the next run finish. */
export async function cutOffAfter(moment: string): Promise<void> {
  const stage = await openStage();
  const atFirst = await everythingIn(stage);
  const proxy = await startLosingProxy(stage.authentik.url);
  // The state belongs to the address under which authentik was reached.
  const env = { AUTHENTIK_URL: proxy.url };
  const setup = ['setup', '--console', 'sandbox', '--accept-identity-source', '--scim'];
  const { code, stderr } = await stage.run([...setup, '--group', 'aws-users'], { env });
  expect(code, stderr).toBe(0);
  await stage.authentik.settled();
  proxy.decide = ({ method, path }) => (isMoment(moment, method, path) ? 'lost' : 'passed on');
  const cut = await stage.run(argv, { env });
  expect(cut.code).toBe(1);
  expect(cut.stderr).not.toContain('This is a bug');
  proxy.decide = () => 'passed on';
  const again = await stage.run(argv, { env });
  expect(again.code, again.stderr).toBe(0);
  expect(await everythingIn(stage)).toEqual(atFirst);
  expect(stateOf(stage)?.things).toEqual({});
}
