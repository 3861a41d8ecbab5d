import { DeleteGroupMembershipCommand, UpdateUserCommand } from '@aws-sdk/client-identitystore';
import { expect, it } from 'vitest';
import { startSandbox, type TestSandbox } from '../sandbox.js';

function store({ instance }: TestSandbox) {
  return { IdentityStoreId: instance.identityStoreId };
}

function administrator({ instance }: TestSandbox) {
  const [user] = instance.directory.users.all();
  if (!user) throw new Error('the sandbox has no user');
  return user;
}

const change = (AttributePath: string, AttributeValue: string) => [
  { AttributePath, AttributeValue },
];

it('changes a user name, and nothing under the spelling of its own answers', async () => {
  const aws = await startSandbox();
  const { userId: UserId } = administrator(aws);
  const update = (path: string, value: string) =>
    aws.identityStore.send(
      new UpdateUserCommand({ ...store(aws), UserId, Operations: change(path, value) }),
    );
  await update('userName', 'chief@example.com');
  expect(administrator(aws)).toMatchObject({ userName: 'chief@example.com' });
  await expect(update('UserName', 'x@example.com')).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Updates for AttributePath: UserName is not supported',
  });
  await expect(update('userName', 'white space')).rejects.toMatchObject({
    name: 'ValidationException',
  });
  expect(administrator(aws)).toMatchObject({ userName: 'chief@example.com' });
});

it('ends a membership once; then there is none of this ID', async () => {
  const aws = await startSandbox();
  const { directory } = aws.instance;
  const { groupId } = directory.addGroup({ displayName: 'team', createdBy: 'somebody' });
  const { membershipId } = directory.addMembership(groupId, administrator(aws).userId, 'somebody');
  const end = () =>
    aws.identityStore.send(
      new DeleteGroupMembershipCommand({ ...store(aws), MembershipId: membershipId }),
    );
  await end();
  expect(directory.memberships.all()).toEqual([]);
  await expect(end()).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    ResourceType: 'GROUP_MEMBERSHIP',
  });
});
