import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import {
  fieldLines,
  noteLines,
  outsideLines,
  plannedStep,
  readPlan,
} from '../commands/seen-plan.js';
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
      `"aws" is joined to another provider, "Something else" (SAML Provider, number ${pk}), which is left alone`,
    );
    expect(told).toContain(
      'Choose another application with --application SLUG, or take that provider over with --provider-name "Something else".',
    );
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

  test('that come later are added, and none that is named is taken away', async () => {
    const groups = ['--group', 'aws-users', '--group', 'authentik Admins'];
    expect((await step(...groups)).changes.map(({ object }) => object)).toEqual([
      'binding that lets the group "authentik Admins" into the application "aws"',
    ]);
    await finish(stage, ...groups);
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
    const all = ['--group', 'aws-users', '--group', 'authentik Admins', '--group', name];
    expect((await step(...all)).changes).toHaveLength(1);
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

describe('groups that are no longer named', () => {
  const bindingsOf = async (stage: Stage) =>
    (await stage.list('/policies/bindings/')).map(({ group_obj }) => Object(group_obj).name).sort();

  test('are let in no longer, with who loses the sign-in, and nothing else is touched', async () => {
    const stage = await openStage();
    await finish(stage, '--group', 'aws-users', '--group', 'authentik Admins');
    const narrowed = ['--group', 'authentik Admins'];
    const planned = await plannedStep(stage, 'application', ...narrowed);
    expect(planned.changes).toMatchObject([
      {
        action: 'delete',
        object: 'binding that lets the group "aws-users" into the application "aws"',
      },
    ]);
    expect(noteLines(planned)).toEqual([
      'warning: 1 person can no longer sign in to AWS then: alice',
    ]);
    expect(planned.notes[0]?.next).toContain('--group "aws-users"');
    stage.writes();
    await finish(stage, ...narrowed);
    expect(stage.writes()).toEqual([expect.stringMatching(/^DELETE .*\/policies\/bindings\//)]);
    expect(await bindingsOf(stage)).toEqual(['authentik Admins']);
    expect(Object.keys(Object(stateOf(stage)?.things))).not.toContain('binding:aws-users');
    expect((await plannedStep(stage, 'application', ...narrowed)).state).toBe('in-place');
    const { changedOutside } = readPlan((await stage.run(['plan', '--json', ...narrowed])).stdout);
    expect(changedOutside).toEqual([]);
  });

  test('stay while none is named at all, and that is said', async () => {
    const stage = await openStage();
    await finish(stage, '--group', 'aws-users');
    expect(noteLines(await plannedStep(stage, 'application'))).toEqual([
      'info: no group is named, so those let in stay as they are: aws-users',
    ]);
    stage.writes();
    await finish(stage);
    expect(stage.writes()).toEqual([]);
  });

  test('stay where somebody else bound them, and where all bindings have to agree', async () => {
    const stage = await openStage();
    await finish(stage, '--group', 'aws-users');
    const { pk: target } = await applicationOf(stage);
    const [admins] = await stage.list('/core/groups/?name=authentik%20Admins');
    await stage.call('POST', '/policies/bindings/', { target, group: admins?.pk, order: 9 });
    const byOthers = await plannedStep(stage, 'application', '--group', 'aws-users');
    expect(byOthers.changes).toEqual([]);
    expect(noteLines(byOthers)).toEqual([
      'warning: the group "authentik Admins" is not named and is still let in, by a binding that this tool did not make',
    ]);
    await stage.call('PATCH', '/core/applications/aws/', { policy_engine_mode: 'all' });
    const inAll = await plannedStep(stage, 'application', '--group', 'authentik Admins');
    expect(inAll.changes).toEqual([]);
    expect(noteLines(inAll)[0]).toContain('the group "aws-users" is not named and stays bound');
  });

  test('are forgotten where their binding is gone, as after a run that was killed', async () => {
    const stage = await openStage();
    await finish(stage, '--group', 'aws-users', '--group', 'authentik Admins');
    const bound = await stage.list('/policies/bindings/');
    const users = bound.find(({ group_obj }) => Object(group_obj).name === 'aws-users');
    await stage.call('DELETE', `/policies/bindings/${users?.pk}/`);
    await finish(stage, '--group', 'authentik Admins');
    expect(Object.keys(Object(stateOf(stage)?.things))).not.toContain('binding:aws-users');
    expect(Object.keys(Object(stateOf(stage)?.things))).toContain('binding:authentik Admins');
  });

  test('are known by the binding, not by the name that they had', async () => {
    const stage = await openStage();
    await finish(stage, '--group', 'aws-users', '--group', 'authentik Admins');
    const [group] = await stage.list('/core/groups/?name=aws-users');
    await stage.call('PATCH', `/core/groups/${group?.pk}/`, { name: 'renamed' });
    expect((await plannedStep(stage, 'application', '--group', 'renamed')).changes).toMatchObject([
      { action: 'delete', object: expect.stringContaining('"authentik Admins"') },
    ]);
    await finish(stage, '--group', 'authentik Admins');
    expect(await bindingsOf(stage)).toEqual(['authentik Admins']);
  });
});

describe('before anything is made the plan says', () => {
  test('that everyone is let in where no group is named', async () => {
    const stage = await openStage();
    const planned = await plannedStep(stage, 'application', ...acs(stage));
    expect(planned.state).toBe('later');
    expect(noteLines(planned)).toEqual([
      'warning: everyone in authentik may open the application "aws"',
    ]);
    const { stdout } = await stage.run([
      'plan',
      '--group',
      'aws-users',
      '--group',
      'authentik Admins',
    ]);
    expect(oneLine(stdout)).toContain(
      'an application joined to the provider, for the members of aws-users, authentik Admins',
    );
    expect(stdout).not.toContain('everyone in authentik may open');
  });

  test('nothing of everyone where an application made beforehand is restricted', async () => {
    const stage = await openStage();
    await stage.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws' });
    const { pk: target } = await applicationOf(stage);
    const [group] = await stage.list('/core/groups/?name=aws-users');
    await stage.call('POST', '/policies/bindings/', { target, group: group?.pk, order: 0 });
    const planned = await plannedStep(stage, 'application', ...acs(stage));
    expect(noteLines(planned)).toEqual([
      'info: no group is named, so those let in stay as they are: aws-users',
    ]);
  });

  test.each([
    ['2025.10.4', 'this release copies all groups of authentik to AWS, wanted or not'],
    ['2026.2.2', 'all groups of authentik are copied to AWS, since no group is named'],
  ])('whom SCIM copies, on %s', async (release, groups) => {
    const stage = await openStage({ authentik: { release } });
    const notes = noteLines(await plannedStep(stage, 'scim-provider', '--scim'));
    expect(notes).toContain(`warning: ${groups}`);
    expect(notes).toContain(
      'warning: all users of authentik with an e-mail address are copied to AWS',
    );
  });
});

describe('a name that is given', () => {
  test('is the new one of an application of this tool', async () => {
    const stage = await openStage();
    await finish(stage);
    const named = ['--application-name', 'Amazon'];
    expect(fieldLines(await plannedStep(stage, 'application', ...named))).toEqual([
      'name: AWS → Amazon',
    ]);
    await finish(stage, ...named);
    expect(await applicationOf(stage)).toMatchObject({ name: 'Amazon' });
    expect((await plannedStep(stage, 'application')).changes).toEqual([]);
  });

  test('leaves that of an adopted one alone, and that is said', async () => {
    const stage = await openStage();
    await stage.call('POST', '/core/applications/', { name: 'Old', slug: 'aws' });
    const named = ['--application-name', 'Amazon'];
    await finish(stage, ...named, '--accept-adopted-changes');
    expect(await applicationOf(stage)).toMatchObject({ name: 'Old' });
    expect(noteLines(await plannedStep(stage, 'application', ...named))).toContain(
      'warning: the application "aws" was made by somebody else and keeps its name "Old"',
    );
  });
});

test('a binding that somebody takes away opens the application to everyone, in these words', async () => {
  const stage = await openStage();
  await finish(stage, '--group', 'aws-users');
  const [binding] = await stage.list('/policies/bindings/');
  await stage.call('DELETE', `/policies/bindings/${binding?.pk}/`);
  const plan = readPlan((await stage.run(['plan', '--json', '--group', 'aws-users'])).stdout);
  expect(outsideLines(plan)[0]?.fields).toEqual(['groups let in: aws-users → everyone']);
});

test('one that is foreign is what a new binding is made in', async () => {
  const stage = await openStage();
  await stage.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws' });
  await finish(stage, '--accept-adopted-changes');
  const { stdout } = await stage.run(['plan', '--group', 'aws-users']);
  expect(oneLine(stdout)).toContain(
    '+ binding that lets the group "aws-users" into the application "aws", which somebody else made',
  );
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
