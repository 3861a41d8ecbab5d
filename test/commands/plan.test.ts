import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneLine } from './run-program.js';
import { readPlan, stepIn } from './seen-plan.js';
import { type Stage, startStage } from './stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(() => stage.close());

test('a plan changes nothing, on either side or here', async () => {
  stage.writes();
  const { code, stderr } = await stage.run(['plan']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stage.writes()).toEqual([]);
  expect(readdirSync(stage.folder)).toEqual([]);
});

test('a plan with every answer brought changes nothing either', async () => {
  const metadata = await stage.downloadMetadata();
  stage.writes();
  const answers = ['--sp-metadata', metadata, '--accept-identity-source'];
  const done = ['--identity-source-done', stage.instance.instanceId];
  const { code, stdout } = await stage.run(['plan', ...answers, ...done]);
  expect(code).toBe(0);
  expect(oneLine(stdout)).toContain(
    'Get the service provider metadata of AWS given, to be remembered ✓ the service provider as you gave it',
  );
  expect(stdout).not.toContain('to write');
  expect(stage.writes()).toEqual([]);
  expect(existsSync(stage.statePath)).toBe(false);
  expect(existsSync(`${stage.statePath}.lock`)).toBe(false);
});

test('--json and the human view show the same', async () => {
  const human = oneLine((await stage.run(['plan'])).stdout);
  const { stdout } = await stage.run(['plan', '--json']);
  const plan = readPlan(stdout);
  for (const { title, changes, notes } of plan.steps) {
    expect(human).toContain(title);
    for (const { object } of changes) expect(human).toContain(object);
    for (const { text } of notes) expect(human).toContain(text);
  }
  for (const value of Object.values(plan.target)) expect(human).toContain(value);
  const { create, update, you, later } = plan.totals;
  expect(human).toContain(
    `Plan: ${create} to create, ${update} to change, 0 to delete, ${you} for you to do, ${later} known later.`,
  );
});

test('a step that cannot be known yet says after which ones it will be', async () => {
  const plan = readPlan((await stage.run(['plan', '--json'])).stdout);
  expect(stepIn(plan, 'saml-provider')).toMatchObject({
    state: 'later',
    after: ['service-provider-metadata', 'signing-certificate'],
  });
  expect(stepIn(plan, 'identity-source').after).toEqual([
    'saml-provider',
    'application',
    'identity-provider-metadata',
  ]);
  const { stdout } = await stage.run(['plan']);
  expect(stdout).toMatch(/Set up the SAML provider +known after steps 2 and 3/);
});

test('--exit-code gives 2 while there is something to do, and 0 without the flag', async () => {
  expect((await stage.run(['plan', '--exit-code'])).code).toBe(2);
  expect((await stage.run(['plan'])).code).toBe(0);
});

test('a plan works beside a run that holds the lock', async () => {
  const lock = `${stage.statePath}.lock`;
  writeFileSync(lock, JSON.stringify({ pid: process.pid, host: 'x', since: '', command: 'x' }));
  expect((await stage.run(['plan'])).code).toBe(0);
  expect(existsSync(lock)).toBe(true);
  const { code } = await stage.run(['status']);
  expect(code).toBe(0);
});

test('--quiet leaves the result, --verbose adds each request to stderr', async () => {
  const quiet = await stage.run(['plan', '--quiet', '--json']);
  expect(quiet.stderr).toBe('');
  const verbose = await stage.run(['plan', '--verbose', '--json']);
  expect(readPlan(verbose.stdout)).toEqual(readPlan(quiet.stdout));
  expect(verbose.stderr).toMatch(/authentik GET \S*\/core\/users\/me\/: 200, \d+ ms/);
  expect(verbose.stderr).toMatch(/AWS \S+ ListInstances: 200, \d+ ms/);
});

test('an output folder that does not exist is not made', async () => {
  const elsewhere = join(stage.folder, 'elsewhere');
  expect((await stage.run(['plan', '--output-dir', elsewhere])).code).toBe(0);
  expect(existsSync(elsewhere)).toBe(false);
});
