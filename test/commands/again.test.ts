import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { censusOf, eachOnce } from './census.js';
import { plannedStep, readPlan, readSetUp } from './seen-plan.js';
import { type Stage, startStage, stateOf, unattended } from './stage.js';

const group = ['--group', 'aws-users'];
let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
  const { code, stderr } = await stage.run([...unattended, ...group]);
  expect(code, stderr).toBe(0);
});

afterAll(() => stage.close());

test('a second run finds nothing to do, asks nobody and writes to neither system', async () => {
  stage.writes();
  const { code, stdout, stderr } = await stage.run(['setup', '--no-input', ...group]);
  expect(code).toBe(0);
  expect(stderr).toContain('Everything is in place. Nothing to do.');
  expect(stderr).not.toContain('[1/');
  expect(stdout).toContain('Done. Everything is in place.');
  expect(stage.writes()).toEqual([]);
  expect(await censusOf(stage)).toEqual(eachOnce);
});

test('it leaves the state as it is', async () => {
  const before = stateOf(stage);
  await stage.run(['setup', '--no-input', ...group]);
  expect(stateOf(stage)).toEqual(before);
});

test('its plan takes at most ten requests to authentik, and none of them writes', async () => {
  stage.authentikRequests();
  const { code, stdout } = await stage.run(['plan', '--exit-code', '--json', ...group]);
  expect(code).toBe(0);
  const { totals } = readPlan(stdout);
  expect(Object.values(totals).every((count) => count === 0)).toBe(true);
  const requests = stage.authentikRequests();
  expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(10);
  expect(requests.every((request) => request.startsWith('GET '))).toBe(true);
});

test('the same answers brought again are nothing to do', async () => {
  const metadata = await stage.downloadMetadata();
  stage.writes();
  const { code, stdout } = await stage.run([
    ...['setup', '--no-input', '--json', '--sp-metadata', metadata, ...group],
    ...['--accept-identity-source', '--identity-source-done', stage.instance.instanceId],
  ]);
  expect(code).toBe(0);
  expect(readSetUp(stdout).waiting).toEqual([]);
  expect(stage.writes()).toEqual([]);
});

test('what is known, and how, is told step by step', async () => {
  expect((await plannedStep(stage, 'service-provider-metadata', ...group)).standing).toBe('told');
  expect((await plannedStep(stage, 'identity-source', ...group)).standing).toBe('seen');
  const { code, stdout } = await stage.run(['status', ...group]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/✓ 1–4 +Get the service provider metadata of AWS +told/);
  expect(stdout).toMatch(/· C1, C2 +See somebody sign in +not proved yet/);
});

test('without its state a run finds and adopts what exists', async () => {
  rmSync(stage.statePath);
  const { code, stdout } = await stage.run(['plan', '--json', '--exit-code', ...group]);
  expect(code).toBe(2);
  const { totals, steps } = readPlan(stdout);
  expect(totals).toMatchObject({ create: 0, update: 0, delete: 0 });
  const open = steps.filter(({ state }) => state === 'to-do').map(({ id }) => id);
  expect(open).toEqual(['service-provider-metadata']);
  const metadata = await stage.downloadMetadata();
  stage.writes();
  const again = await stage.run(['setup', '--no-input', '--sp-metadata', metadata, ...group]);
  expect(again.code, again.stderr).toBe(0);
  expect(stage.writes()).toEqual([]);
  expect(await censusOf(stage)).toEqual(eachOnce);
});
