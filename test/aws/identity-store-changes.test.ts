import { expect, test } from 'vitest';
import { iamActionOf, operations } from '../../src/aws/iam-actions.js';
import { reconcilePolicy } from '../../src/aws/iam-policy.js';
import { allOf } from '../../src/basics/all-of.js';
import { conflicting } from '../../src/sandbox/aws/index.js';
import { laterRefusal } from '../saml/refusal.js';
import { onSandbox, theInstance } from './on-sandbox.js';

const carol = {
  userName: 'carol@example.com',
  displayName: 'Carol Example',
  givenName: 'Carol',
  familyName: 'Example',
};

const team = { displayName: 'team', description: 'The team, as it is in authentik.' };

test('a user, a group and a membership are made, and each only once', async () => {
  const { aws, sandbox } = await onSandbox();
  const { identityStoreId, directory } = theInstance(sandbox);
  const userId = await aws.createUser(identityStoreId, carol);
  const groupId = await aws.createGroup(identityStoreId, team);
  const found = { groupId, ...team, scimManaged: false };
  expect(await aws.groupByName(identityStoreId, 'team')).toMatchObject(found);
  expect(await allOf(aws.groups(identityStoreId))).toMatchObject([found]);
  await aws.addMembership(identityStoreId, { groupId, userId });
  await aws.addMembership(identityStoreId, { groupId, userId });
  const members = await allOf(aws.memberships(identityStoreId, groupId));
  expect(members).toEqual([
    { userId, membershipId: directory.membership(groupId, userId)?.membershipId },
  ]);
  const error = await laterRefusal(() => aws.createUser(identityStoreId, carol));
  expect(error).toMatchObject({ code: 'ConflictException' });
  expect(error.message).toContain('CreateUser');
});

test.each([
  { reason: 'UNIQUENESS_CONSTRAINT_VIOLATION', isMember: false, isRefused: false },
  { reason: 'CONCURRENT_MODIFICATION', isMember: false, isRefused: true },
  { reason: undefined, isMember: false, isRefused: true },
  { reason: undefined, isMember: true, isRefused: false },
] as const)(
  'a conflict for the reason $reason is taken for a membership only where that is known',
  async ({ reason, isMember, isRefused }) => {
    const { aws, sandbox } = await onSandbox({
      intercept: ({ operation }) =>
        operation === 'CreateGroupMembership' ? conflicting(reason) : undefined,
    });
    const { identityStoreId, directory } = theInstance(sandbox);
    const userId = await aws.createUser(identityStoreId, carol);
    const { groupId } = directory.addGroup({ displayName: 'team', createdBy: 'somebody' });
    if (isMember) directory.addMembership(groupId, userId, 'somebody');
    const adding = aws.addMembership(identityStoreId, { groupId, userId });
    if (!isRefused) return adding;
    await expect(adding).rejects.toMatchObject({ code: 'ConflictException', reason });
  },
);

test('a membership is ended, and one that is gone is as good', async () => {
  const { aws, sandbox } = await onSandbox();
  const { identityStoreId, directory } = theInstance(sandbox);
  const userId = await aws.createUser(identityStoreId, carol);
  const groupId = await aws.createGroup(identityStoreId, team);
  const { membershipId } = directory.addMembership(groupId, userId, 'somebody');
  await aws.removeMembership(identityStoreId, membershipId);
  await aws.removeMembership(identityStoreId, membershipId);
  expect(await allOf(aws.memberships(identityStoreId, groupId))).toEqual([]);
});

test('a user is renamed; a name that is taken is refused', async () => {
  const { aws, sandbox } = await onSandbox();
  const { identityStoreId } = theInstance(sandbox);
  const userId = await aws.createUser(identityStoreId, { ...carol, userName: 'Carol@example.com' });
  await aws.renameUser(identityStoreId, { userId, userName: carol.userName });
  expect(await aws.userByName(identityStoreId, carol.userName)).toMatchObject({ userId });
  const change = { userId, userName: 'admin@example.com' };
  expect(await laterRefusal(() => aws.renameUser(identityStoreId, change))).toMatchObject({
    code: 'ConflictException',
  });
});

test('what the policy allows is what is called; each denial names its action', async () => {
  const { aws, sandbox } = await onSandbox();
  const { identityStoreId } = theInstance(sandbox);
  const membership = { groupId: 'none', userId: 'none' };
  const calls = {
    createUser: () => aws.createUser(identityStoreId, carol),
    updateUser: () => aws.renameUser(identityStoreId, { userId: 'none', userName: 'a@b.example' }),
    createGroup: () => aws.createGroup(identityStoreId, team),
    createGroupMembership: () => aws.addMembership(identityStoreId, membership),
    deleteGroupMembership: () => aws.removeMembership(identityStoreId, 'none'),
  } as const;
  const actions = [];
  for (const [name, call] of Object.entries(calls)) {
    const action = iamActionOf(operations[name as keyof typeof calls]);
    actions.push(action);
    sandbox.world.deniedActions.add(action);
    const error = await laterRefusal(call);
    expect(error).toMatchObject({ exit: 'notAuthorised' });
    expect(error.message).toContain(action);
  }
  expect(reconcilePolicy.Statement.flatMap(({ Action }) => Action).sort()).toEqual(actions.sort());
});
