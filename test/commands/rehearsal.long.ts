import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { oneLine, runProgram, temporaryFolder } from './run-program.js';
import { readPlan, readSetUp, stepIn } from './seen-plan.js';

function ownFolder(): string {
  const { path, remove } = temporaryFolder();
  onTestFinished(remove);
  return path;
}

test('setup --sandbox goes from nothing to a proved sign-in and leaves nothing behind', async () => {
  const TMPDIR = ownFolder();
  const argv = ['setup', '--sandbox', '--no-input'];
  const { code, stdout, stderr } = await runProgram(argv, { env: { TMPDIR } });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^✓ Done\. Everything is in place\.\n/);
  expect(stdout).toMatch(/signed in +alice@example\.com, \d{4}-/);
  expect(stdout).not.toMatch(/What setup would do|\[1\/|Sandbox:/);
  expect(stderr).toMatch(/^Sandbox: authentik \S+ and AWS, on loopback\./);
  expect(stderr).toContain('What setup would do');
  expect(oneLine(stderr)).toContain('alice@example.com signed in through authentik');
  expect(readdirSync(TMPDIR)).toEqual([]);
});

test('--json prints one object on stdout, with the proof', async () => {
  const { code, stdout } = await runProgram(['setup', '--sandbox', '--no-input', '--json']);
  expect(code).toBe(0);
  const { plan, waiting, facts } = readSetUp(stdout);
  expect(waiting).toEqual([]);
  expect(stepIn(plan, 'identity-source').standing).toBe('proved');
  expect(stepIn(plan, 'sign-in')).toMatchObject({ state: 'in-place', standing: 'proved' });
  expect(facts.signIn).toMatchObject({ userName: 'alice@example.com' });
});

test('files and state stay where they were asked for', async () => {
  const folder = ownFolder();
  const flags = ['--state', join(folder, 'kept.json'), '--output-dir', join(folder, 'kept')];
  const { code } = await runProgram(['setup', '--sandbox', '--no-input', ...flags]);
  expect(code).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['kept', 'kept.json']);
  expect(existsSync(join(folder, 'kept', 'authentik-aws-metadata.xml'))).toBe(true);
});

test('nothing of an AWS and authentik set-up of the machine is met', async () => {
  const env = {
    AWS_PROFILE: 'production',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_REGION: 'us-east-1',
    AUTHENTIK_URL: 'http://127.0.0.1:1',
    AUTHENTIK_TOKEN: 'of-the-real-server',
  };
  const ran = await runProgram(['setup', '--sandbox', '--no-input', '--json'], { env });
  expect(ran.code).toBe(0);
  const { target } = readSetUp(ran.stdout).plan;
  expect(target.AWS).toMatch(/^account 111122223333, eu-central-1 \(pretended, at /);
});

test.each(['plan', 'status'])(
  '%s --sandbox looks at the sandbox, not at what is set up',
  async (command) => {
    const env = { AUTHENTIK_URL: 'http://127.0.0.1:1', AUTHENTIK_TOKEN: 'of-the-real-server' };
    const { code, stdout } = await runProgram([command, '--sandbox'], { env });
    expect(code).toBe(0);
    expect(stdout).toContain('account 111122223333, eu-central-1');
  },
);

test('plan --sandbox --exit-code says that there is something to do', async () => {
  const { code, stdout } = await runProgram(['plan', '--sandbox', '--exit-code', '--json']);
  expect(code).toBe(2);
  expect(readPlan(stdout).totals.create).toBeGreaterThan(0);
});
