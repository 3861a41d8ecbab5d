import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneLine } from './run-program.js';
import { noteLines, plannedStep, readPlan, readSetUp } from './seen-plan.js';
import { type Stage, startStage, stateOf, unattended } from './stage.js';

const group = ['--group', 'aws-users'];
const DAY = 86_400_000;
let stage: Stage;
let summary: string;

beforeAll(async () => {
  stage = await startStage();
  const { code, stdout, stderr } = await stage.run([...unattended, '--scim', ...group]);
  expect(code, stderr).toBe(0);
  summary = stdout;
});

afterAll(() => stage.close());

/** As if the token had been brought so many days ago. */
function ageToken(days: number): void {
  const state = Object(JSON.parse(readFileSync(stage.statePath, 'utf8')));
  state.told.provisioning.value.tokenAt = new Date(Date.now() - days * DAY).toISOString();
  writeFileSync(stage.statePath, JSON.stringify(state));
}

test('the status shows the lines of both halves, and how each is known', async () => {
  const { code, stdout } = await stage.run(['status', ...group]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/✓ 17, 18 +\S.* seen/);
  expect(stdout).toMatch(/✓ S1, S2 +Enable automatic provisioning +told/);
  expect(stdout).toMatch(/✓ S7–S9 +Provide the user mapping +seen/);
  expect(stdout).toMatch(/✓ S3.*S12 +Set up the SCIM provider +seen/);
  expect(stdout).toMatch(/✓ S13–S15 +Join the SCIM provider to the application +seen/);
  expect(stdout).toMatch(/✓ S15 +Run the first sync +proved/);
  expect(oneLine(stdout)).toContain('14 of 15 steps in place, 1 not proved yet.');
});

test('the summary names what both halves made', () => {
  expect(summary).toMatch(/SAML provider +AWS IAM Identity Center \(number 1\)/);
  expect(summary).toMatch(/users in AWS +1, by SCIM/);
});

test('--json has the facts of both halves, and no token among them', async () => {
  const { stdout } = await stage.run(['setup', '--no-input', '--json', ...group]);
  const { facts } = readSetUp(stdout);
  expect(facts).toMatchObject({
    scimProvider: { pk: 2, name: 'AWS IAM Identity Center SCIM' },
    backchannel: { slug: 'aws' },
    firstSync: { users: 1, groups: 1, missing: 0 },
  });
  expect(Object.keys(Object(facts.provisioning))).toEqual(['endpoint']);
});

test('a plan of it all only reads, and is idempotent about the state', async () => {
  stage.authentikRequests();
  const before = stateOf(stage);
  const { code, stdout } = await stage.run(['plan', '--json', '--exit-code', ...group]);
  expect(code).toBe(0);
  expect(Object.values(readPlan(stdout).totals).every((count) => count === 0)).toBe(true);
  const requests = stage.authentikRequests();
  expect(requests.every((request) => request.startsWith('GET '))).toBe(true);
  expect(stateOf(stage)).toEqual(before);
});

test('a run that wants SCIM no more leaves what is there', async () => {
  const { code } = await stage.run(['setup', '--no-input', '--no-scim', ...group]);
  expect(code).toBe(0);
  expect(stage.writes()).toEqual([]);
  expect(await stage.list('/providers/scim/')).toHaveLength(1);
  expect((await stage.run(['setup', '--no-input', '--scim', ...group])).code).toBe(0);
});

test('without its state a run finds what exists and asks for no token', async () => {
  const kept = readFileSync(stage.statePath, 'utf8');
  const state = Object(JSON.parse(kept));
  for (const key of ['provisioning', 'firstSync']) delete state.told[key];
  for (const key of ['scim-mapping', 'scim-provider']) delete state.things[key];
  writeFileSync(stage.statePath, JSON.stringify(state));
  stage.writes();
  const { code, stderr } = await stage.run(['setup', '--no-input', ...group]);
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('Nothing to do.');
  expect(stage.writes()).toEqual([]);
  writeFileSync(stage.statePath, kept);
});

test.each([
  [274, [], 0],
  [276, [expect.stringMatching(/^warning: the access token for SCIM ends in (88|89) days/)], 0],
  [366, [expect.stringMatching(/^warning: the access token for SCIM has ended/)], 1],
])('a token of %i days', async (days, notes, exit) => {
  ageToken(days);
  const planned = await plannedStep(stage, 'automatic-provisioning', ...group);
  expect(planned).toMatchObject({ state: 'in-place', changes: [] });
  expect(noteLines(planned)).toEqual(notes);
  const { code, stdout } = await stage.run(['status', ...group]);
  expect(code).toBe(exit);
  expect(stdout.includes('the access token for SCIM')).toBe(notes.length > 0);
});
