import { afterEach, beforeEach, expect, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import { fieldLines, plannedStep } from '../commands/seen-plan.js';
import { openStage, type Row, type Stage } from '../commands/stage.js';
import { applicationOf, finish, providerOf } from './answers.js';

let stage: Stage;
const rename = (fields: Row) => stage.call('PATCH', '/core/applications/aws/', fields);
const all = () => stage.list('/core/applications/?superuser_full_list=true');

beforeEach(async () => {
  stage = await openStage();
  await finish(stage);
  stage.writes();
});

afterEach(async () => expect(await stage.list('/providers/saml/')).toHaveLength(1));

test('an application whose slug and name somebody changed gets both back, by one request', async () => {
  await rename({ slug: 'elsewhere', name: 'Something' });
  stage.writes();
  expect(fieldLines(await plannedStep(stage, 'application'))).toEqual([
    'slug: elsewhere → aws',
    'name: Something → AWS',
  ]);
  await finish(stage);
  expect(stage.writes()).toEqual(['PATCH /api/v3/core/applications/elsewhere/']);
  expect(await all()).toMatchObject([{ slug: 'aws', name: 'AWS' }]);
});

test('it is found by its key even when its provider is gone as well', async () => {
  const { pk } = await providerOf(stage);
  await rename({ slug: 'elsewhere' });
  await stage.call('DELETE', `/providers/saml/${pk}/`);
  await finish(stage);
  expect(await all()).toMatchObject([{ slug: 'aws', provider: (await providerOf(stage)).pk }]);
});

test('a new name or slug that is wished stays', async () => {
  await rename({ name: 'Amazon', slug: 'amazon' });
  stage.writes();
  const wished = ['--application', 'amazon', '--application-name', 'Amazon'];
  await finish(stage, ...wished);
  expect(stage.writes()).toEqual([]);
  expect(await applicationOf(stage, 'amazon')).toMatchObject({ name: 'Amazon' });
});

test('another slug that is only wished makes no second application, and breaks nothing', async () => {
  const { code, stderr } = await stage.run(['setup', '--no-input', '--application', 'other']);
  expect(code).toBe(1);
  const told = oneLine(stderr);
  expect(told).toContain('This set-up has the application "aws" already');
  expect(told).toContain('--application aws');
  expect(stage.writes()).toEqual([]);
});

test('an application that took its slug is named, and neither is touched', async () => {
  await rename({ slug: 'elsewhere' });
  await stage.call('POST', '/core/applications/', { name: 'Taker', slug: 'aws' });
  stage.writes();
  const { code, stderr } = await stage.run(['setup', '--no-input']);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain(
    'is now called "elsewhere", and another one has its slug "aws"',
  );
  expect(stage.writes()).toEqual([]);
});

test('an application that was deleted is made anew', async () => {
  await stage.call('DELETE', '/core/applications/aws/');
  await finish(stage);
  expect(await all()).toMatchObject([{ slug: 'aws', provider: (await providerOf(stage)).pk }]);
});
