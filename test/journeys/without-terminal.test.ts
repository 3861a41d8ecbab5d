import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { equipped, newDesk, newSandbox } from './desk.js';
import { endOf, runPiped, startPiped } from './piped.js';

test('a reader that goes away early is no error', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const env = equipped(desk, sandbox);
  const child = startPiped({ args: ['plan', '--json'], env, cwd: desk.folder });
  child.stdout.destroy();
  const [stderr, code] = await Promise.all([text(child.stderr), endOf(child)]);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
});

test('plan --json is one object on standard output and nothing beside it', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const args = ['plan', '--json', '--exit-code'];
  const plan = await runPiped({ args, env: equipped(desk, sandbox), cwd: desk.folder });
  expect(plan).toMatchObject({ code: 2, stderr: '' });
  expect(JSON.parse(plan.stdout)).toMatchObject({ format: 'authentik-aws/plan', version: 1 });
});

test('setup with nobody to ask does what it can and says what it waits for', async () => {
  const desk = await newDesk();
  const sandbox = await newSandbox();
  const run = await runPiped({ args: [], env: equipped(desk, sandbox), cwd: desk.folder });
  expect(run.code).toBe(3);
  expect(run.stderr).toContain('waiting for: the service provider metadata');
  expect(run.stderr).toContain('--sp-metadata FILE');
  expect(run.stdout).toContain('Not finished.');
});

test('all that is missing to look at both systems is told at once', async () => {
  const desk = await newDesk();
  const run = await runPiped({ args: [], env: desk.env, cwd: desk.folder });
  expect(run.code).toBe(64);
  for (const name of ['AUTHENTIK_URL', 'AUTHENTIK_TOKEN', 'AWS_REGION', 'AWS_PROFILE']) {
    expect(run.stderr).toContain(name);
  }
  expect(run.stdout).toBe('');
});
