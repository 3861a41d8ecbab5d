import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startLosingProxy } from './losing-proxy.js';
import { oneLine } from './run-program.js';
import { openStage, type Stage, stateOf } from './stage.js';
import { everythingIn, setUp, undoAll, usersInAws } from './undoing.js';

/** The requests of a whole undo that change something, in their order, by how they begin. */
const moments = [
  'PATCH /api/v3/core/applications/aws/',
  'DELETE /api/v3/providers/scim/',
  'DELETE /api/v3/core/applications/aws/',
  'DELETE /api/v3/providers/saml/',
  'DELETE /api/v3/propertymappings/',
  'DELETE /api/v3/crypto/certificatekeypairs/',
];

function isMoment(moment: string, method: string, path: string): boolean {
  return `${method} ${path}`.startsWith(moment);
}

async function expectUndone(stage: Stage, atFirst: object): Promise<void> {
  const { code, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect(await everythingIn(stage)).toEqual(atFirst);
  expect(stateOf(stage)?.things).toEqual({});
  expect(Object.keys(Object(stateOf(stage)?.told))).toEqual(['undone']);
  expect(usersInAws(stage)).toContain('alice@example.com');
  expect(stage.instance.identitySource.type).toBe('directory');
}

test.each(moments)('Ctrl-C during %s lets it finish; the next run goes on', async (moment) => {
  let interrupt: (() => void) | undefined;
  const intercept = async ({ method, url }: Request) => {
    if (interrupt && isMoment(moment, method, new URL(url).pathname)) interrupt();
    return undefined;
  };
  const stage = await openStage({ authentik: { intercept } });
  const atFirst = await everythingIn(stage);
  await setUp(stage);
  const stopped = await stage.run(['undo', '--console', 'sandbox', '--confirm', 'aws'], {
    onStart: (key) => {
      interrupt = key;
    },
  });
  interrupt = undefined;
  expect(stopped.code).toBe(130);
  expect(oneLine(stopped.stderr)).toContain('Go on with: authentik-aws undo');
  expect(stage.writes().at(-1)).toMatch(moment);
  await expectUndone(stage, atFirst);
});

test.each(moments)(
  'cut off after %s, before it was saved: the next run goes on',
  async (moment) => {
    const stage = await openStage();
    const atFirst = await everythingIn(stage);
    const proxy = await startLosingProxy(stage.authentik.url);
    // The state belongs to the address under which authentik was reached.
    const env = { AUTHENTIK_URL: proxy.url };
    const argv = ['setup', '--console', 'sandbox', '--accept-identity-source', '--scim'];
    const { code, stderr } = await stage.run([...argv, '--group', 'aws-users'], { env });
    expect(code, stderr).toBe(0);
    await stage.authentik.settled();
    proxy.decide = ({ method, path }) => (isMoment(moment, method, path) ? 'lost' : 'passed on');
    const undo = ['undo', '--console', 'sandbox', '--confirm', 'aws'];
    const cut = await stage.run(undo, { env });
    expect(cut.code).toBe(1);
    expect(cut.stderr).not.toContain('This is a bug');
    proxy.decide = () => 'passed on';
    const again = await stage.run(undo, { env });
    expect(again.code, again.stderr).toBe(0);
    expect(await everythingIn(stage)).toEqual(atFirst);
    expect(stateOf(stage)?.things).toEqual({});
  },
);

test('cut off after the last thing: what was told is still forgotten', async () => {
  const stage = await openStage();
  await setUp(stage);
  const { told } = stateOf(stage) ?? {};
  expect((await undoAll(stage)).code).toBe(0);
  const state = { ...stateOf(stage), told: { ...Object(told), undoing: word('aws') } };
  writeFileSync(stage.statePath, JSON.stringify(state));
  const { code, stdout } = await undoAll(stage);
  expect(code).toBe(0);
  expect(oneLine(stdout)).toContain('Undone.');
  expect(Object.keys(Object(stateOf(stage)?.told))).toEqual(['undone']);
});

function word(value: unknown) {
  return { value, at: new Date().toISOString() };
}
