import { describe, expect, test } from 'vitest';
import { type Bench, openBench } from './scim-bench.js';

/** Two groups and one person outside both. */
async function bench(release: string, groups: readonly string[]): Promise<Bench> {
  const opened = await openBench({ release });
  await opened.call('POST', '/core/groups/', { name: 'aws-admins' });
  await opened.addUser('carol', {}, ['aws-admins']);
  await opened.addUser('dave');
  // Nobody without an address: releases that cannot skip would stop there.
  await opened.call('PATCH', `/core/users/${await opened.userPk('bob')}/`, {
    groups: [],
    email: 'bob@example.com',
  });
  await opened.letIn(groups);
  return opened;
}

const copied = (opened: Bench) =>
  opened.atAws().users.filter((name) => name !== 'admin@example.com');
const everyone = ['alice', 'bob', 'carol', 'dave'].map((name) => `${name}@example.com`);

/** What the plan would make of it, once all that the step needs is known. */
async function planned(opened: Bench, groups: readonly string[]) {
  await opened.call('DELETE', '/providers/scim/1/');
  opened.state.told = {};
  const { changes, notes } = await opened.plan('scim-provider', groups);
  const fields = changes[0]?.fields ?? [];
  const field = (name: string) => fields.find((each) => each.field === name)?.to;
  return { users: field('users'), groups: field('groups'), notes: notes.map(({ text }) => text) };
}

const allUsers = 'all users of authentik with an e-mail address are copied to AWS';
const allGroups = 'this release copies all groups of authentik to AWS, wanted or not';

describe.each(['2025.4.4', '2025.12.4'])('authentik %s', (release) => {
  test('filters its users by one group, and copies every group', async () => {
    const wished = ['aws-users'];
    const opened = await bench(release, wished);
    await opened.walk(wished);
    const [provider] = await opened.list('/providers/scim/');
    expect(provider).toMatchObject({ filter_group: await opened.groupPk('aws-users') });
    expect(copied(opened)).toEqual(['alice@example.com']);
    expect(Object.keys(opened.atAws().groups)).toHaveLength(4);
    expect(await planned(opened, wished)).toMatchObject({
      ...{ users: 'members of "aws-users"', groups: 'all', notes: [allGroups] },
    });
  });

  test('cannot filter by several groups, which the plan says', async () => {
    const wished = ['aws-users', 'aws-admins'];
    const opened = await bench(release, wished);
    opened.instance.directory.removeUser(
      opened.instance.directory.users.find('userName', 'admin@example.com')?.userId ?? '',
    );
    await opened.walk(wished);
    const [provider] = await opened.list('/providers/scim/');
    expect(provider).toMatchObject({ filter_group: null });
    expect(copied(opened)).toEqual(everyone);
    expect(await planned(opened, wished)).toEqual({
      ...{ users: 'all', groups: 'all', notes: [allGroups, allUsers] },
    });
  });
});

describe.each(['2026.2.2', '2026.8.6'])('authentik %s', (release) => {
  test.each([
    [['aws-users'], ['alice@example.com']],
    [
      ['aws-users', 'aws-admins'],
      ['alice@example.com', 'carol@example.com'],
    ],
  ])('copies the groups %j and whoever is in them', async (wished, expected) => {
    const opened = await bench(release, wished);
    await opened.walk(wished);
    const [provider] = await opened.list('/providers/scim/');
    const keys = await Promise.all(wished.map(opened.groupPk));
    expect(Object(provider).group_filters).toEqual(expect.arrayContaining(keys));
    expect(copied(opened)).toEqual(expected);
    expect(Object.keys(opened.atAws().groups).sort()).toEqual([...wished].sort());
    const { users, groups, notes } = await planned(opened, wished);
    expect(users).toBe('whoever may open the application');
    expect(groups).toBe(wished.join(', '));
    expect(notes).toEqual([]);
  });

  test('copies all where no group is named, which the plan says', async () => {
    const opened = await bench(release, []);
    await opened.walk();
    expect(copied(opened)).toEqual(everyone);
    expect(Object.keys(opened.atAws().groups)).toHaveLength(4);
    expect(await planned(opened, [])).toEqual({
      ...{ users: 'whoever may open the application', groups: 'all' },
      notes: ['all groups of authentik are copied to AWS, since no group is named', allUsers],
    });
  });
});

test('service accounts are never copied', async () => {
  const opened = await openBench({ release: '2026.2.2' });
  const type = 'service_account';
  await opened.addUser('robot', { type });
  await opened.walk();
  expect(opened.atAws().users).not.toContain('robot@example.com');
});
