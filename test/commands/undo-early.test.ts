import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { changeBackToDirectory, changeIdentitySource } from '../../src/sandbox/person/index.js';
import { acs } from '../procedure/answers.js';
import { oneLine } from './run-program.js';
import { openStage, stateOf } from './stage.js';
import { everythingIn, readUndone, setUp, undoAll, usersInAws } from './undoing.js';

const group = ['--group', 'aws-users'];
const confirmed = ['undo', '--confirm', 'aws', '--json'];

describe('a set-up that was never switched to', () => {
  test('goes without a word about AWS when nobody was asked to switch', async () => {
    let interrupt: (() => void) | undefined;
    const intercept = async ({ method, url }: Request) => {
      if (method === 'POST' && url.endsWith('/policies/bindings/')) interrupt?.();
      return undefined;
    };
    const stage = await openStage({ authentik: { intercept } });
    const atFirst = await everythingIn(stage);
    const stopped = await stage.run(['setup', '--no-input', ...acs(stage), ...group], {
      onStart: (key) => {
        interrupt = key;
      },
    });
    expect(stopped.code).toBe(130);
    const { code, stdout, stderr } = await stage.run(confirmed);
    expect(code, stderr).toBe(0);
    expect(readUndone(stdout).waiting).toEqual([]);
    expect(oneLine(stderr)).toContain('nobody was asked to switch AWS to authentik');
    expect(await everythingIn(stage)).toEqual(atFirst);
  });

  test('with a certificate alone it is one deletion', async () => {
    const stage = await openStage();
    const atFirst = await everythingIn(stage);
    expect((await stage.run(['setup', '--no-input'])).code).toBe(3);
    expect((await everythingIn(stage)).certificates).toHaveLength(1);
    stage.writes();
    const { code, stderr } = await stage.run(confirmed);
    expect(code, stderr).toBe(0);
    expect(stage.writes()).toHaveLength(1);
    expect(await everythingIn(stage)).toEqual(atFirst);
  });

  test('is looked at once somebody was shown how to switch', async () => {
    const stage = await openStage();
    const atFirst = await everythingIn(stage);
    const half = await stage.run(['setup', '--no-input', ...acs(stage), ...group]);
    expect(half.code).toBe(3);
    const { code, stdout } = await stage.run(confirmed);
    expect(code).toBe(3);
    const [waiting] = readUndone(stdout).waiting;
    expect(waiting?.waiting.what).toContain('a look at the identity source');
    expect(waiting?.waiting.instructions[0]).toContain('nothing has to be changed');
    expect(await stage.list('/providers/saml/')).toHaveLength(1);
    const word = ['--identity-source-reverted', stage.instance.instanceId];
    expect((await stage.run([...confirmed, ...word])).code).toBe(0);
    expect(await everythingIn(stage)).toEqual(atFirst);
  });

  test('but was switched by somebody who did not say so, as CloudTrail shows, waits', async () => {
    const stage = await openStage();
    expect((await stage.run(['setup', '--no-input', ...acs(stage), ...group])).code).toBe(3);
    await changeIdentitySource(stage.aws.console, readFileSync(stage.metadataPath, 'utf8'));
    const { code, stdout } = await stage.run(confirmed);
    expect(code).toBe(3);
    expect(readUndone(stdout).waiting[0]?.waiting.what).toBe(
      'the identity source to be changed back',
    );
  });
});

describe('that AWS does not use authentik any more', () => {
  test('is seen in CloudTrail', async () => {
    const stage = await openStage();
    await setUp(stage);
    await anotherSecond();
    await changeBackToDirectory(stage.aws.console);
    const word = ['--provisioning-disabled', stage.instance.instanceId];
    const { code, stdout, stderr } = await stage.run([...confirmed, ...word]);
    expect(code, stderr).toBe(0);
    expect(oneLine(stderr)).toContain('CloudTrail shows that the identity source was changed away');
    expect(readUndone(stdout).waiting).toEqual([]);
    expect((await everythingIn(stage)).saml).toEqual([]);
  });

  test('is taken on somebody’s word, with what CloudTrail does not show yet', async () => {
    const stage = await openStage();
    await setUp(stage);
    const { instanceId } = stage.instance;
    const { code, stderr } = await stage.run([
      ...[...confirmed, '--provisioning-disabled', instanceId],
      ...['--identity-source-reverted', instanceId],
    ]);
    expect(code, stderr).toBe(0);
    expect(oneLine(stderr)).toContain('and none back yet; it may be an hour late');
  });

  test('need not be so with a flag of its own, which says what it does', async () => {
    const stage = await openStage();
    await setUp(stage);
    const word = ['--provisioning-disabled', stage.instance.instanceId];
    const lockOut = [...word, '--accept-lock-out'];
    const { code, stdout, stderr } = await stage.run(['undo', '--confirm', 'aws', ...lockOut]);
    expect(code, stderr).toBe(0);
    expect(stage.instance.identitySource.type).toBe('external');
    expect((await everythingIn(stage)).saml).toEqual([]);
    expect(oneLine(stderr)).toContain('is locked out until the identity source is changed');
    expect(oneLine(stdout)).toContain('If AWS still uses authentik, nobody can sign in');
  });

  test('is waited for when CloudTrail may not be read', async () => {
    const stage = await openStage({ aws: { deniedActions: ['cloudtrail:LookupEvents'] } });
    await setUp(stage);
    await changeBackToDirectory(stage.aws.console);
    const { code, stdout } = await stage.run(confirmed);
    expect(code).toBe(3);
    const { notes, waiting } = readUndone(stdout);
    expect(notes.map(({ text }) => text).join('\n')).toContain('CloudTrail could not be read');
    expect(waiting.map(({ step }) => step.id)).toContain('identity-source-back');
  });
});

test('no secret gets out, and people stay in AWS', async () => {
  const stage = await openStage();
  await setUp(stage);
  const token = stage.instance.provisioning?.tokens[0]?.value ?? '';
  const { stdout, stderr } = await undoAll(stage, '--verbose', '--json');
  const out = stdout + stderr + JSON.stringify(stateOf(stage));
  expect(token).not.toBe('');
  for (const secret of [token, stage.authentik.token, stage.aws.secretAccessKey]) {
    expect(out).not.toContain(secret);
  }
  expect(usersInAws(stage)).toContain('alice@example.com');
});

/** CloudTrail tells whole seconds: of two events in one of them nobody can say which was last. */
async function anotherSecond(): Promise<void> {
  const second = () => Math.floor(Date.now() / 1000);
  const begun = second();
  await vi.waitUntil(() => second() > begun, { timeout: 5_000 });
}
