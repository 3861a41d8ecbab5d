import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import { fieldLines, noteLines, plannedStep } from '../commands/seen-plan.js';
import { openStage, type Stage, startStage, stateOf } from '../commands/stage.js';
import { acs, answers, applicationOf, finish, makeProvider, providerOf } from './answers.js';

describe('an application made beforehand', () => {
  test('is adopted by its slug, keeps its name, and is joined to the provider', async () => {
    const stage = await openStage();
    await stage.call('POST', '/core/applications/', { name: 'Amazon', slug: 'amazon' });
    await finish(stage, '--application', 'amazon', '--accept-adopted-changes');
    const { pk } = await providerOf(stage);
    expect(await applicationOf(stage, 'amazon')).toMatchObject({ name: 'Amazon', provider: pk });
    expect(stateOf(stage)).toMatchObject({
      things: { application: { origin: 'adopted', name: 'amazon' } },
    });
    expect(await stage.list('/core/applications/?superuser_full_list=true')).toHaveLength(1);
  });

  test('is left alone when it belongs to another provider, and nothing is made', async () => {
    const stage = await openStage();
    const { pk } = await makeProvider(stage, { name: 'Something else' });
    await stage.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws', provider: pk });
    stage.writes();
    const { code, stderr } = await stage.run(['setup', '--no-input', ...answers(stage)]);
    expect(code).toBe(1);
    const told = oneLine(stderr);
    expect(told).toContain(
      `"aws" is joined to another provider (number ${pk}), which is left alone`,
    );
    expect(told).toContain('Choose another application with --application SLUG');
    expect(stage.writes()).toEqual([]);
    expect(await applicationOf(stage)).toMatchObject({ provider: pk });
  });

  test('is left alone as well when only the provider has been made since', async () => {
    const stage = await openStage();
    await stage.run(['setup', '--no-input', ...acs(stage)]);
    const { pk } = await makeProvider(stage, { name: 'Something else' });
    await stage.call('PATCH', '/core/applications/aws/', { provider: pk });
    stage.writes();
    const { code, stderr } = await stage.run(['setup', '--no-input', ...answers(stage)]);
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain('is joined to another provider');
    expect(stage.writes()).toEqual([]);
  });

  test('of another name is named by the flag', async () => {
    const stage = await openStage();
    const flags = ['--application', 'amazon', '--application-name', 'Amazon Web Services'];
    await finish(stage, ...flags, '--provider-name', 'Amazon');
    expect(await applicationOf(stage, 'amazon')).toMatchObject({ name: 'Amazon Web Services' });
    expect(await providerOf(stage, 'Amazon')).toMatchObject({
      assigned_application_slug: 'amazon',
    });
  });
});

describe('the groups', () => {
  test.each([
    [false, 'alone'],
    [true, 'beside a normal one'],
  ])('a binding that is negated, with another one: %s', async (another) => {
    const stage = await openStage();
    await finish(stage, '--group', 'aws-users');
    const [binding] = await stage.list('/policies/bindings/');
    const { target, group } = binding ?? {};
    await stage.call('PATCH', `/policies/bindings/${binding?.pk}/`, {
      target,
      group,
      negate: true,
    });
    if (another) await stage.call('POST', '/policies/bindings/', { target, group, order: 5 });
    stage.writes();
    for (const flags of [['--group', 'aws-users'], []]) {
      const { code, stderr } = await stage.run(['setup', '--no-input', ...flags]);
      expect(code).toBe(1);
      expect(oneLine(stderr)).toContain(
        'keeps out the members of "aws-users" and lets everybody else in',
      );
      expect(stage.writes()).toEqual([]);
      const status = await stage.run(['status', ...flags]);
      expect(status.code).toBe(1);
      expect(oneLine(status.stdout)).toContain('SAML ✖ A negated binding of the application "aws"');
    }
  });

  let stage: Stage;
  const step = (...flags: string[]) => plannedStep(stage, 'application', ...flags);
  const groupsLetIn = async () =>
    (await stage.list('/policies/bindings/')).map(({ group_obj }) => Object(group_obj).name);

  beforeAll(async () => {
    stage = await startStage();
    await finish(stage, '--group', 'aws-users');
  });

  afterEach(() => stage.writes());
  afterAll(() => stage.close());

  test('that are named are bound once, however often the run is repeated', async () => {
    expect(await groupsLetIn()).toEqual(['aws-users']);
    await finish(stage, '--group', 'aws-users', '--group', 'aws-users');
    expect(await groupsLetIn()).toEqual(['aws-users']);
    expect(noteLines(await step('--group', 'aws-users'))).toEqual([]);
  });

  test('that come later are added, and none is taken away', async () => {
    const groups = ['--group', 'aws-users', '--group', 'authentik Admins'];
    expect((await step(...groups)).changes.map(({ object }) => object)).toEqual([
      'binding that lets in the group "authentik Admins"',
    ]);
    await finish(stage, '--group', 'authentik Admins');
    expect((await groupsLetIn()).sort()).toEqual(['authentik Admins', 'aws-users']);
    const orders = (await stage.list('/policies/bindings/')).map(({ order }) => order);
    expect(new Set(orders).size).toBe(2);
  });

  test('whose binding is disabled get one that lets them in', async () => {
    const name = 'authentik Read-only';
    const [group] = await stage.list(`/core/groups/?name=${encodeURIComponent(name)}`);
    const { pk: target } = await applicationOf(stage);
    await stage.call('POST', '/policies/bindings/', {
      ...{ target, group: group?.pk, order: 9, enabled: false },
    });
    expect((await step('--group', name)).changes).toHaveLength(1);
  });

  test('that do not exist are all named, and nothing is written', async () => {
    const flags = ['--group', 'typo', '--group', 'aws-users', '--group', 'other typo'];
    const { code, stderr } = await stage.run(['setup', '--no-input', ...flags]);
    expect(code).toBe(1);
    expect(oneLine(stderr)).toContain('authentik has no group "typo", "other typo"');
    expect(stage.writes()).toEqual([]);
  });

  test('that do not exist stop a new set-up before anything is made', async () => {
    const flags = [...answers(stage), '--provider-name', 'New', '--application', 'new'];
    const own = ['--state', join(stage.folder, 'new.json')];
    const ran = await stage.run(['setup', '--no-input', ...flags, ...own, '--group', 'typo']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('authentik has no group "typo"');
    expect(stage.writes()).toEqual([]);
  });
});

test('without groups the plan and the run say that everyone may use it', async () => {
  const stage = await openStage();
  const { stderr } = await finish(stage);
  expect(oneLine(stderr)).toContain('everyone in authentik may open the application "aws"');
  expect(oneLine(stderr)).toContain('To restrict it, name groups: --group NAME (repeatable)');
  const planned = await plannedStep(stage, 'application');
  expect(noteLines(planned)).toEqual([
    'warning: everyone in authentik may open the application "aws"',
  ]);
  expect(fieldLines(planned)).toEqual([]);
});

test('one whose slug and name somebody changed gets both back, and no second one is made', async () => {
  const stage = await openStage();
  await finish(stage);
  await stage.call('PATCH', '/core/applications/aws/', { slug: 'elsewhere', name: 'Something' });
  expect(fieldLines(await plannedStep(stage, 'application'))).toEqual([
    'slug: elsewhere → aws',
    'name: Something → AWS',
  ]);
  await finish(stage);
  expect(await stage.list('/core/applications/?superuser_full_list=true')).toMatchObject([
    { slug: 'aws', name: 'AWS' },
  ]);
});
