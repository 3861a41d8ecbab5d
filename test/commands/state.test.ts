import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finish } from '../procedure/answers.js';
import { censusOf, eachOnce } from './census.js';
import { oneLine } from './run-program.js';
import { readPlan } from './seen-plan.js';
import { openStage, type Stage, startStage, stateOf } from './stage.js';

const group = ['--group', 'aws-users'];
let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
  await finish(stage, ...group);
});

afterAll(() => stage.close());

test('the state is its owner’s alone and holds what was made and told, but no secret', () => {
  expect(statSync(stage.statePath).mode & 0o777).toBe(0o600);
  expect(stateOf(stage)).toMatchObject({
    format: 'authentik-aws/state',
    target: { authentik: stage.authentik.url, instance: stage.instance.instanceId },
    things: {
      'signing-certificate': { origin: 'made' },
      'saml-provider': { origin: 'made' },
      application: { origin: 'made' },
      'binding:aws-users': { origin: 'made' },
    },
  });
  const text = readFileSync(stage.statePath, 'utf8');
  expect(text).not.toContain(stage.authentik.token);
  expect(text).not.toContain(stage.aws.secretAccessKey);
});

test('a damaged one is kept aside, told of, and costs no object', async () => {
  const whole = readFileSync(stage.statePath, 'utf8');
  writeFileSync(stage.statePath, whole.slice(0, 40));
  const { stderr } = await finish(stage, ...group);
  expect(oneLine(stderr)).toContain(`${stage.statePath} is a damaged state file`);
  const aside = readdirSync(stage.folder).filter((name) => name.includes('.damaged-'));
  expect(aside).toHaveLength(1);
  expect(readFileSync(join(stage.folder, aside[0] ?? ''), 'utf8')).toBe(whole.slice(0, 40));
  expect(await censusOf(stage)).toEqual(eachOnce);
});

test('a plan leaves a damaged one where it is', async () => {
  const whole = readFileSync(stage.statePath, 'utf8');
  writeFileSync(stage.statePath, '{');
  const { code, stderr } = await stage.run(['plan', ...group]);
  expect(code).toBe(0);
  expect(oneLine(stderr)).toContain('is a damaged state file. It stays where it is.');
  expect(readFileSync(stage.statePath, 'utf8')).toBe('{');
  writeFileSync(stage.statePath, whole);
});

test.each([
  [
    'other-set-up',
    'is the state of another set-up',
    (text: string) => text.replaceAll('ssoins-', 'ssoins-0'),
  ],
  [
    'version-9',
    'is of a later release',
    (text: string) => text.replace('"version": 2', '"version": 9'),
  ],
  ['foreign', 'is no state file of this program', () => 'name: something else'],
])('one of the kind %s is kept aside, and nothing is made twice', async (kind, word, spoil) => {
  const spoilt = spoil(readFileSync(stage.statePath, 'utf8'));
  writeFileSync(stage.statePath, spoilt);
  stage.writes();
  const { stderr } = await finish(stage, ...group);
  const told = oneLine(stderr);
  expect(told).toContain(`${stage.statePath} ${word}`);
  expect(told).toContain('Nothing is made twice');
  const [aside = ''] = readdirSync(stage.folder).filter((name) => name.includes(`.${kind}-`));
  expect(told).toContain(`It is kept as ${join(stage.folder, aside)}.`);
  expect(readFileSync(join(stage.folder, aside), 'utf8')).toBe(spoilt);
  expect(stage.writes()).toEqual([]);
  expect(await censusOf(stage)).toEqual(eachOnce);
});

test('what the release before remembered is known, and its file is kept', async () => {
  const { left: _left, ...rest } = Object(stateOf(stage));
  const old = JSON.stringify({ ...rest, version: 1 });
  writeFileSync(stage.statePath, old);
  const before = await stage.run(['plan', '--json', '--exit-code', ...group]);
  expect(before.code, before.stderr).toBe(0);
  expect(before.stderr).toBe('');
  const { stderr } = await finish(stage, ...group);
  expect(oneLine(stderr)).toContain('All of it is understood');
  const [aside = ''] = readdirSync(stage.folder).filter((name) => name.includes('.version-1-'));
  expect(readFileSync(join(stage.folder, aside), 'utf8')).toBe(old);
  expect(stateOf(stage)).toMatchObject({ version: 2, things: rest.things, told: rest.told });
});

test('what cannot be written stops the run before anything is made', async () => {
  const fresh = await openStage();
  writeFileSync(join(fresh.folder, 'file'), '');
  const env = { AUTHENTIK_AWS_STATE: join(fresh.folder, 'file', 'state.json') };
  const { code, stderr } = await fresh.run(['setup', '--no-input'], { env });
  expect(code).toBe(1);
  expect(stderr).toContain('--state FILE');
  expect(fresh.writes()).toEqual([]);
});

test('a second run is told who holds the lock, and leaves it', async () => {
  const lock = `${stage.statePath}.lock`;
  const owner = { pid: process.pid, host: hostname(), since: '2026-11-20T10:00:00Z' };
  writeFileSync(lock, JSON.stringify({ ...owner, command: 'authentik-aws setup' }));
  const { code, stderr } = await stage.run(['setup', '--no-input', ...group]);
  expect(code).toBe(5);
  const told = oneLine(stderr);
  expect(told).toContain('Another run works on the same set-up');
  expect(told).toContain(`process ${process.pid} on ${hostname()}, since 2026-11-20T10:00:00Z`);
  expect(told).toContain(`remove ${lock}`);
  expect(existsSync(lock)).toBe(true);
  unlinkSync(lock);
});

test('the lock of a run that was killed is taken over', async () => {
  const lock = `${stage.statePath}.lock`;
  const dead = { pid: 2 ** 22 + 1, host: hostname(), since: '', command: 'authentik-aws setup' };
  writeFileSync(lock, JSON.stringify(dead));
  await finish(stage, ...group);
  expect(existsSync(lock)).toBe(false);
});

test('the lock is given back when a run fails', async () => {
  const { code } = await stage.run(['setup', '--no-input', '--group', 'typo']);
  expect(code).toBe(1);
  expect(existsSync(`${stage.statePath}.lock`)).toBe(false);
});

test('without it the next run adopts what exists, and asks what only a person knows', async () => {
  unlinkSync(stage.statePath);
  const { stdout } = await stage.run(['plan', '--json', ...group]);
  const { totals, steps } = readPlan(stdout);
  expect(totals).toMatchObject({ create: 0, update: 0, delete: 0 });
  expect(steps.flatMap(({ changes }) => changes.map(({ action }) => action))).toEqual(['you']);
  stage.writes();
  await finish(stage, ...group);
  expect(stage.writes()).toEqual([]);
  expect(await censusOf(stage)).toEqual(eachOnce);
});

test('a state of which others may read is closed again', async () => {
  chmodSync(stage.statePath, 0o644);
  const portal = ['--portal-url', 'https://example.awsapps.com/start'];
  // Without its memory the run before counts what exists as made by somebody else.
  await finish(stage, ...group, ...portal, '--accept-adopted-changes');
  expect(statSync(stage.statePath).mode & 0o777).toBe(0o600);
});
