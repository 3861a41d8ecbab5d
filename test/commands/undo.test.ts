import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneLine } from './run-program.js';
import { readError, stepIn } from './seen-plan.js';
import { type Row, type Stage, startStage, stateOf } from './stage.js';
import {
  everythingIn,
  readNothingKnown,
  readUndone,
  readUndoPlan,
  setUp,
  undoAll,
  usersInAws,
} from './undoing.js';

let stage: Stage;
let atFirst: Record<string, readonly Row[]>;

beforeAll(async () => {
  stage = await startStage();
  atFirst = await everythingIn(stage);
  await setUp(stage);
}, 60_000);

afterAll(() => stage.close());

test('a dry run lists what would go, in order, and what that does to whom; nothing is touched', async () => {
  const before = readFileSync(stage.statePath, 'utf8');
  const { code, stdout } = await stage.run(['undo', '--dry-run']);
  expect(code).toBe(0);
  const told = oneLine(stdout);
  expect(told).toMatch(/backchannel providers.*SCIM provider.*application "aws" with 1 group/);
  expect(told).toContain('stops provisioning; users and groups stay in AWS as they are');
  expect(told).toContain('nobody can sign in to AWS through authentik');
  expect(told).toContain('1 to change, 7 to delete, 1 file to write, 2 for you to do');
  const json = await stage.run(['undo', '--dry-run', '--json']);
  const { steps } = readUndoPlan(json.stdout);
  expect(steps.map(({ id }) => id)).toEqual([
    ...['stop-sync', 'scim-provider', 'provisioning-off', 'identity-source-back', 'bindings'],
    ...['application', 'saml-provider', 'scim-mapping', 'certificates', 'files', 'forget'],
  ]);
  expect(stage.writes()).toEqual([]);
  expect(readFileSync(stage.statePath, 'utf8')).toBe(before);
  expect(existsSync(`${stage.statePath}.lock`)).toBe(false);
});

test('without the name nothing is touched, and --yes is not enough', async () => {
  const { code, stderr } = await stage.run(['undo', '--yes']);
  expect(code).toBe(64);
  expect(oneLine(stderr)).toContain('run the same command again with --confirm aws');
  expect(stage.writes()).toEqual([]);
});

test.each([
  [['--confirm', 'AWS'], 'It is the application "aws".'],
  [['--confirm', 'aws', '--application', 'other'], 'remembers "aws"'],
  [
    ['--confirm', 'aws', '--identity-source-reverted', 'ssoins-1234567890abcdef'],
    '"ssoins-1234567890abcdef" is not this instance',
  ],
])('%j is refused before anything is touched', async (flags, told) => {
  const { code, stdout, stderr } = await stage.run(['undo', '--json', ...flags]);
  expect(code).toBe(64);
  expect(readError(stdout).exit).toEqual({ reason: 'usage', code: 64 });
  expect(oneLine(stderr)).toContain(told);
  expect(stage.writes()).toEqual([]);
});

test('with nobody at the console provisioning stops, and what sign-in depends on stays', async () => {
  const { code, stdout, stderr } = await stage.run(['undo', '--confirm', 'aws', '--json']);
  expect(code).toBe(3);
  expect(stage.writes()).toEqual([
    'PATCH /api/v3/core/applications/aws/',
    'DELETE /api/v3/providers/scim/2/',
    expect.stringMatching(/^DELETE .*\/propertymappings\/provider\/scim\//),
  ]);
  const { outcome, waiting, plan } = readUndone(stdout);
  expect(outcome).toBe('not finished');
  expect(waiting.map(({ step }) => step.id)).toEqual(['provisioning-off', 'identity-source-back']);
  const { instanceId } = stage.instance;
  const bring = waiting.flatMap((each) => each.waiting.bring).join('\n');
  expect(bring).toContain(`--provisioning-disabled ${instanceId}`);
  expect(bring).toContain(`--identity-source-reverted ${instanceId}`);
  expect(bring).toContain('--accept-lock-out');
  expect(stepIn(plan, 'application').state).toBe('to-do');
  expect(oneLine(stderr)).toContain('a way in at hand that does not need IAM Identity Center');
  expect(await stage.list('/providers/saml/')).toHaveLength(1);
});

test('once it is said that AWS was changed back, everything goes, and authentik is as it was', async () => {
  const { instanceId } = stage.instance;
  const people = usersInAws(stage);
  const { code, stdout, stderr } = await stage.run([
    ...['undo', '--confirm', 'aws', '--provisioning-disabled', instanceId],
    ...['--identity-source-reverted', instanceId],
  ]);
  expect(code, stderr).toBe(0);
  expect(stage.writes()).toEqual([
    'DELETE /api/v3/core/applications/aws/',
    'DELETE /api/v3/providers/saml/1/',
    expect.stringMatching(/^DELETE .*\/certificatekeypairs\//),
  ]);
  expect(await everythingIn(stage)).toEqual(atFirst);
  expect(usersInAws(stage)).toEqual(people);
  expect(people).toContain('alice@example.com');
  expect(existsSync(stage.metadataPath)).toBe(false);
  expect(oneLine(stdout)).toContain('Undone. Nothing that this tool made is left.');
  const { things, told } = stateOf(stage) ?? {};
  expect(things).toEqual({});
  expect(told).toEqual({ undone: { value: { application: 'aws' }, at: expect.any(String) } });
});

test('a second run says that nothing is left, and since when', async () => {
  stage.writes();
  const { code, stdout } = await undoAll(stage);
  expect(code).toBe(0);
  expect(oneLine(stdout)).toMatch(/Nothing that this tool made is left. It was undone on \d{4}-/);
  expect(stage.writes()).toEqual([]);
});

test('setup then begins anew, and that can be undone at the pretended console', async () => {
  // The person who only said so does it, so that the console is ready for another set-up.
  stage.instance.provisioning = undefined;
  stage.instance.identitySource = { type: 'directory' };
  await setUp(stage);
  expect((await stage.list('/providers/scim/')).length).toBe(1);
  const { code, stdout, stderr } = await undoAll(stage, '--json');
  expect(code, stderr).toBe(0);
  expect(readUndone(stdout)).toMatchObject({ outcome: 'carried out', waiting: [], left: [] });
  expect(await everythingIn(stage)).toEqual(atFirst);
  expect(stage.instance.identitySource.type).toBe('directory');
  expect(stage.instance.provisioning).toBeUndefined();
});

test('without a state nothing is removed; what looks like it is named, with the way by hand', async () => {
  await setUp(stage);
  renameSync(stage.statePath, `${stage.statePath}.elsewhere`);
  rmSync(`${stage.statePath}.backup`);
  const { code, stdout } = await undoAll(stage);
  expect(code).toBe(1);
  const told = oneLine(stdout);
  expect(told).toContain('Nothing is known to be made by this tool');
  expect(told).toContain('"AWS IAM Identity Center SCIM"');
  expect(told).toContain(`${stage.authentik.url}/if/admin/#/core/applications/aws`);
  expect(told).toContain('Otherwise everyone is locked out');
  const json = await undoAll(stage, '--json');
  expect(readNothingKnown(json.stdout).lookalikes.map(({ kind }) => kind)).toEqual([
    ...['SCIM provider', 'application', 'SAML provider', 'property mapping', 'key pair'],
  ]);
  expect(stage.writes()).toEqual([]);
  renameSync(`${stage.statePath}.elsewhere`, stage.statePath);
});
