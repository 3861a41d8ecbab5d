import {
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { finish, providerOf } from '../procedure/answers.js';
import { oneLine } from './run-program.js';
import { readError, readPlan } from './seen-plan.js';
import { type Row, type Stage, startStage, stateOf } from './stage.js';

const group = ['--group', 'aws-users'];
let stage: Stage;
let sound: Row;
let file: string;

beforeAll(async () => {
  stage = await startStage();
  await finish(stage, ...group);
  sound = await providerOf(stage);
  file = join(stage.folder, 'plan.json');
});

afterAll(() => stage.close());

const patch = (fields: Row) => stage.call('PATCH', `/providers/saml/${sound.pk}/`, fields);
const keep = (...flags: string[]) => stage.run(['plan', '--out', file, ...group, ...flags]);
const carryOut = (...flags: string[]) =>
  stage.run(['setup', '--no-input', '--plan', file, ...flags]);
const kept = () => Object(JSON.parse(readFileSync(file, 'utf8')));

beforeEach(async () => {
  await patch({ audience: sound.audience, sp_binding: sound.sp_binding });
  stage.writes();
});

describe('a plan that is kept', () => {
  test('is for its owner’s eyes only, names its target and its wishes, and holds no secret', async () => {
    await patch({ audience: 'urn:wrong' });
    const { code, stderr } = await keep();
    expect(code, stderr).toBe(0);
    expect(oneLine(stderr)).toContain(`setup --plan ${file}`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(kept()).toMatchObject({
      ...{ format: 'authentik-aws/kept-plan', version: 1 },
      target: { authentik: stage.authentik.url, instance: stage.instance.instanceId },
      settings: { groups: ['aws-users'], scim: 'false' },
    });
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(stage.authentik.token);
    expect(text).not.toContain(stage.aws.secretAccessKey);
    expect(readPlan((await stage.run(['plan', '--json', ...group])).stdout).totals.update).toBe(1);
  });

  test('is carried out as it stands, unasked, with the settings that it was made with', async () => {
    await patch({ audience: 'urn:wrong' });
    await keep();
    stage.writes();
    const { code, stderr, stdout } = await carryOut();
    expect(code, stderr).toBe(0);
    expect(stage.writes()).toEqual([`PATCH /api/v3/providers/saml/${sound.pk}/`]);
    expect(await providerOf(stage)).toMatchObject({ audience: sound.audience });
    expect(stdout).toContain('Everything is in place');
  });

  test('is refused once it was carried out', async () => {
    await patch({ audience: 'urn:wrong' });
    await keep();
    await carryOut();
    stage.writes();
    const { code, stderr } = await carryOut();
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain('no longer holds');
    expect(stage.writes()).toEqual([]);
  });

  test('whose basis is gone is refused, naming object, field, from and to', async () => {
    await patch({ audience: 'urn:wrong' });
    await keep();
    await patch({ sp_binding: 'redirect' });
    const before = stateOf(stage);
    stage.writes();
    const { code, stderr, stdout } = await carryOut('--json');
    expect(code, stderr).toBe(1);
    expect(readError(stdout)).toMatchObject({
      what: expect.stringContaining(`The plan ${file} no longer holds`),
      why: expect.stringContaining(
        'SAML provider "AWS IAM Identity Center": binding post → redirect. Nothing was changed.',
      ),
      next: [expect.any(String), expect.stringContaining('authentik-aws plan --out')],
    });
    expect(stage.writes()).toEqual([]);
    expect(stateOf(stage)).toEqual(before);
  });

  test('that says something else than what would be done now is refused', async () => {
    await patch({ audience: 'urn:wrong' });
    await keep();
    const other = kept();
    const step = other.steps.find(({ id }: Row) => id === 'saml-provider');
    step.changes[0].fields[0].to = 'urn:chosen:by:somebody';
    writeFileSync(file, JSON.stringify(other));
    stage.writes();
    const { code, stderr } = await carryOut();
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain('It differs in: Set up the SAML provider.');
    expect(stage.writes()).toEqual([]);
  });

  test('goes with no other settings than its own', async () => {
    await keep();
    const { code, stderr } = await carryOut(
      '--group',
      'authentik Admins',
      '--application',
      'other',
    );
    expect(code).toBe(64);
    expect(oneLine(stderr)).toContain('other settings than these: --application, --group');
    expect((await carryOut('--group', 'aws-users')).code).toBe(0);
    expect((await carryOut('--application', 'aws')).code).toBe(0);
    expect(stage.writes()).toEqual([]);
  });
});

describe('a file that is no such plan', () => {
  test.each([
    ['is no plan of this program', () => '{"format":"other"}'],
    ['is no plan of this program', () => 'not json'],
    ['is no plan of this program', () => `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['is no plan of this program', () => ' '.repeat(5 * 1024 * 1024)],
    ['is a damaged plan', (text: string) => text.slice(0, -40)],
    ['is a damaged plan', (text: string) => text.replace('"steps"', '"stairs"')],
    [
      'is a damaged plan',
      (text: string) => text.replace('"to-do"', '"done"').replace('"in-place"', '"?"'),
    ],
    [
      'is a plan of a later release',
      (text: string) => text.replace('"version": 1', '"version": 2'),
    ],
    ['is for another set-up', (text: string) => text.replace('ssoins-', 'ssoins-0')],
  ])('%s, and nothing is changed', async (word, spoil) => {
    await keep();
    writeFileSync(file, spoil(readFileSync(file, 'utf8')));
    const { code, stderr } = await carryOut();
    expect(code).toBe(64);
    expect(oneLine(stderr)).toContain(word);
    expect(stage.writes()).toEqual([]);
    unlinkSync(file);
  });

  test('that is not there, or a folder, is told of', async () => {
    const missing = await stage.run(['setup', '--no-input', '--plan', join(stage.folder, 'none')]);
    expect(missing.code).toBe(64);
    expect(oneLine(missing.stderr)).toContain('cannot be read It does not exist.');
    const folder = await stage.run(['setup', '--no-input', '--plan', stage.folder]);
    expect(oneLine(folder.stderr)).toContain('It is a directory.');
  });

  test('with names that every object has changes nothing by them', async () => {
    await keep();
    const text = readFileSync(file, 'utf8');
    const hostile = '"settings": { "__proto__": "x", "constructor": "y", "toString": ["z"],';
    writeFileSync(file, text.replace('"settings": {', hostile));
    const { code, stderr } = await carryOut();
    expect(code, stderr).toBe(0);
    expect(Object('').x).toBeUndefined();
  });

  test('steers no terminal', async () => {
    await patch({ audience: 'urn:wrong' });
    await keep();
    const spoilt = kept();
    spoilt.steps.push({ id: 'x', title: 'X\u001b[31m\u202eX', state: 'to-do', changes: [] });
    writeFileSync(file, JSON.stringify(spoilt));
    const { code, stderr } = await carryOut();
    expect(code).toBe(1);
    for (const sign of ['\u001b', '\u202e']) expect(stderr).not.toContain(sign);
  });
});

describe('the place of a plan', () => {
  test('that is a link is refused, and what it leads to stays', async () => {
    const victim = join(stage.folder, 'victim');
    const link = join(stage.folder, 'link.json');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, link);
    const { code, stderr } = await stage.run(['plan', '--out', link, ...group]);
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain('It is a symbolic link, and none is followed.');
    expect(readFileSync(victim, 'utf8')).toBe('precious');
  });

  test('that holds something else is left as it is', async () => {
    const notes = join(stage.folder, 'notes.txt');
    writeFileSync(notes, 'precious');
    const { code, stderr } = await stage.run(['plan', '--out', notes, ...group]);
    expect(code).toBe(64);
    expect(oneLine(stderr)).toContain('holds something else than a plan');
    expect(readFileSync(notes, 'utf8')).toBe('precious');
  });

  test('that does not exist, or is a folder, is told of', async () => {
    const below = await stage.run(['plan', '--out', join(stage.folder, 'no', 'plan'), ...group]);
    expect(below.code).toBe(1);
    expect(oneLine(below.stderr)).toContain('Its folder is not there. Name another file');
    mkdirSync(join(stage.folder, 'dir'));
    const folder = await stage.run(['plan', '--out', join(stage.folder, 'dir'), ...group]);
    expect(oneLine(folder.stderr)).toContain('It is not an ordinary file.');
  });

  test('stays empty for a plan that cannot be carried out', async () => {
    const path = join(stage.folder, 'blocked.json');
    const { code } = await stage.run(['plan', '--out', path, '--group', 'typo']);
    expect(code).toBe(1);
    expect(existsSync(path)).toBe(false);
  });
});
