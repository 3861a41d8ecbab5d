import { describe, expect, test } from 'vitest';
import { signIn } from '../../src/sandbox/browser/index.js';
import { addUser } from '../../src/sandbox/person/index.js';
import { oneLine } from '../commands/run-program.js';
import { noteLines, plannedStep } from '../commands/seen-plan.js';
import { openStage, type Setting, type Stage, stateOf, unattended } from '../commands/stage.js';
import { providerOf } from './answers.js';

/** A finished set-up whose identity source is really switched; nobody has signed in. */
async function finished(setting?: Setting): Promise<Stage> {
  const stage = await openStage(setting);
  const { code, stderr } = await stage.run([...unattended]);
  expect(code, stderr).toBe(0);
  return stage;
}

async function aliceSignsIn({ aws, authentik }: Stage): Promise<boolean> {
  const email = 'alice@example.com';
  const names = { givenName: 'Alice', familyName: 'Example', displayName: 'Alice Example' };
  await addUser(aws.console, { userName: email, email, ...names });
  const person = { user: 'alice', password: authentik.alicePassword };
  return (await signIn({ awsEndpoint: aws.endpoint, ...person })).accepted;
}

test('a sign-in that nobody made yet is no failure; waiting for it in vain is one of waiting', async () => {
  const stage = await finished();
  expect(await plannedStep(stage, 'sign-in')).toMatchObject({ state: 'unproved', changes: [] });
  const { code, stdout } = await stage.run(['setup', '--no-input']);
  expect(code).toBe(0);
  expect(stdout).toContain('Not proved yet: See somebody sign in.');
  const waited = await stage.run(['setup', '--no-input', '--wait-for-sign-in', '1s']);
  expect(waited.code).toBe(3);
  const told = oneLine(waited.stderr);
  expect(told).toContain('waiting for: the first sign-in through authentik');
  expect(told).toContain('must be a user of IAM Identity Center already');
  expect(told).not.toContain('✓ done');
});

describe('a sign-in', () => {
  test('that CloudTrail shows proves the identity source, and is kept', async () => {
    const stage = await finished();
    expect(await aliceSignsIn(stage)).toBe(true);
    expect((await plannedStep(stage, 'sign-in')).standing).toBe('proved');
    const { code, stdout } = await stage.run(['setup', '--no-input']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/signed in +alice@example\.com/);
    expect(stateOf(stage)).toMatchObject({
      told: { signIn: { value: { userName: 'alice@example.com' } } },
    });
    expect((await plannedStep(stage, 'identity-source')).standing).toBe('proved');
    stage.aws.world.deniedActions.add('cloudtrail:LookupEvents');
    expect(await plannedStep(stage, 'sign-in')).toMatchObject({ standing: 'proved', notes: [] });
  });

  test('that AWS refused is told with the reason in words', async () => {
    const stage = await finished();
    const { pk } = await providerOf(stage);
    await stage.call('PATCH', `/providers/saml/${pk}/`, { audience: 'urn:amazon:webservices' });
    expect(await aliceSignsIn(stage)).toBe(false);
    const status = await stage.run(['status', '--json']);
    expect(status.code, 'a setting that was changed is broken').toBe(1);
    await stage.call('PATCH', `/providers/saml/${pk}/`, {
      audience: `https://eu-central-1.signin.aws.amazon.com/platform/saml/${stage.instance.identityStoreId}`,
    });
    const planned = await plannedStep(stage, 'sign-in');
    expect(planned.state).toBe('unproved');
    expect(noteLines(planned)[0]).toMatch(
      /^warning: a sign-in was refused on \d{4}-.* the audience/,
    );
    expect(await aliceSignsIn(stage)).toBe(true);
    expect(await plannedStep(stage, 'sign-in')).toMatchObject({ standing: 'proved', notes: [] });
  });
});

describe('waiting for a sign-in', () => {
  test('that comes meanwhile ends with the proof', async () => {
    let comes = () => {};
    const stage = await finished({
      aws: {
        intercept: async ({ operation }) => {
          if (operation === 'LookupEvents') comes();
          return undefined;
        },
      },
    });
    let signingIn: Promise<boolean> | undefined;
    let looks = 0;
    comes = () => {
      looks += 1;
      if (looks > 6) signingIn ??= aliceSignsIn(stage);
    };
    const { code, stderr } = await stage.run(['setup', '--no-input', '--wait-for-sign-in', '1m']);
    expect(await signingIn).toBe(true);
    expect(code).toBe(0);
    expect(oneLine(stderr)).toContain('alice@example.com signed in through authentik on');
  });

  test('ends at once when somebody presses Ctrl-C', async () => {
    let interrupt = () => {};
    let armed = false;
    const stage = await finished({
      aws: {
        intercept: async ({ operation }) => {
          if (armed && operation === 'LookupEvents') interrupt();
          return undefined;
        },
      },
    });
    armed = true;
    const ran = await stage.run(['setup', '--no-input', '--wait-for-sign-in', '24h'], {
      onStart: (key) => {
        interrupt = key;
      },
    });
    expect(ran.code).toBe(130);
  });
});
