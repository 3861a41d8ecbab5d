import {
  CreateUserCommand,
  DeleteUserCommand,
  DescribeUserCommand,
  GetUserIdCommand,
  ListUsersCommand,
  paginateListUsers,
} from '@aws-sdk/client-identitystore';
import { expect, it } from 'vitest';
import { startSandbox, type TestSandbox } from '../sandbox.js';

const alice = {
  UserName: 'alice@example.com',
  DisplayName: 'Alice Example',
  Name: { GivenName: 'Alice', FamilyName: 'Example', MiddleName: 'B.' },
  Emails: [{ Value: 'alice@example.com', Type: 'work', Primary: true }],
  Locale: 'en',
};

function store({ instance }: TestSandbox) {
  return { IdentityStoreId: instance.identityStoreId };
}

it('starts with one administrator', async () => {
  const aws = await startSandbox();
  const { Users, NextToken } = await aws.identityStore.send(new ListUsersCommand(store(aws)));
  expect(Users).toMatchObject([
    {
      ...store(aws),
      UserName: 'admin@example.com',
      UserStatus: 'ENABLED',
      CreatedAt: expect.any(Date),
    },
  ]);
  expect(NextToken).toBeUndefined();
});

it('keeps what CreateUser is given', async () => {
  const aws = await startSandbox();
  const { UserId } = await aws.identityStore.send(
    new CreateUserCommand({ ...store(aws), ...alice }),
  );
  const described = await aws.identityStore.send(
    new DescribeUserCommand({ ...store(aws), UserId }),
  );
  expect(described).toMatchObject({
    ...alice,
    UserId,
    ExternalIds: [],
    CreatedBy: aws.world.caller.arn,
  });
});

it('gives short pages until all users were listed', async () => {
  const aws = await startSandbox({ pageSize: 2 });
  for (const name of ['a', 'b', 'c', 'd']) addUser(aws, name);
  const pages = [];
  for await (const page of paginateListUsers({ client: aws.identityStore }, store(aws))) {
    pages.push(page.Users?.map((user) => user.UserName));
  }
  expect(pages).toEqual([['admin@example.com', 'a'], ['b', 'c'], ['d']]);
});

it('gives no more users than were asked for', async () => {
  const aws = await startSandbox({ pageSize: 50 });
  addUser(aws, 'a');
  const answer = await aws.identityStore.send(
    new ListUsersCommand({ ...store(aws), MaxResults: 1 }),
  );
  expect(answer.Users).toHaveLength(1);
  expect(answer.NextToken).toEqual(expect.any(String));
});

it('filters by user name', async () => {
  const aws = await startSandbox();
  addUser(aws, 'a');
  const Filters = [{ AttributePath: 'UserName', AttributeValue: 'a' }];
  const { Users } = await aws.identityStore.send(new ListUsersCommand({ ...store(aws), Filters }));
  expect(Users).toMatchObject([{ UserName: 'a' }]);
});

it('finds a user by name, e-mail address and external ID', async () => {
  const aws = await startSandbox();
  const ExternalId = { Issuer: 'https://scim.aws.com/tenant', Id: '17' };
  const { userId } = aws.instance.directory.addUser({
    userName: 'alice',
    displayName: 'Alice',
    name: { givenName: 'Alice', familyName: 'Example' },
    emails: [{ value: 'alice@example.com' }],
    externalIds: [{ issuer: ExternalId.Issuer, id: ExternalId.Id }],
    createdBy: 'SCIM',
  });
  const unique = (AttributePath: string, AttributeValue: string) => ({
    UniqueAttribute: { AttributePath, AttributeValue },
  });
  for (const AlternateIdentifier of [
    unique('userName', 'alice'),
    unique('emails.value', 'alice@example.com'),
    { ExternalId },
  ]) {
    const found = await aws.identityStore.send(
      new GetUserIdCommand({ ...store(aws), AlternateIdentifier }),
    );
    expect(found).toMatchObject({ ...store(aws), UserId: userId });
  }
  await expect(
    aws.identityStore.send(
      new GetUserIdCommand({ ...store(aws), AlternateIdentifier: unique('userName', 'bob') }),
    ),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceType: 'USER' });
});

it('takes a user name and an e-mail address once only', async () => {
  const aws = await startSandbox();
  await aws.identityStore.send(new CreateUserCommand({ ...store(aws), ...alice }));
  for (const change of [{ Emails: [] }, { UserName: 'another' }]) {
    const again = new CreateUserCommand({ ...store(aws), ...alice, ...change });
    await expect(aws.identityStore.send(again)).rejects.toMatchObject({
      name: 'ConflictException',
      Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION',
    });
  }
  expect(aws.instance.directory.users.all()).toHaveLength(2);
});

it.each([
  ['a user name with a blank', { UserName: 'alice example' }, 'UserName'],
  ['a reserved name', { UserName: 'Administrator' }, 'UserName'],
  ['no family name', { Name: { GivenName: 'Alice' } }, 'Name.FamilyName'],
  ['two e-mail addresses', { Emails: [{ Value: 'a@b.c' }, { Value: 'd@e.f' }] }, 'Emails'],
])('refuses %s', async (_, change, path) => {
  const aws = await startSandbox();
  const create = new CreateUserCommand({ ...store(aws), ...alice, ...change });
  await expect(aws.identityStore.send(create)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(`Value at '${path}' failed to satisfy constraint`),
  });
});

it('deletes a user with its memberships', async () => {
  const aws = await startSandbox();
  const { directory } = aws.instance;
  const { userId } = addUser(aws, 'a');
  const { groupId } = directory.addGroup({ displayName: 'aws-users', createdBy: 'SCIM' });
  directory.addMembership(groupId, userId, 'SCIM');
  const request = { ...store(aws), UserId: userId };
  await aws.identityStore.send(new DeleteUserCommand(request));
  expect(directory.memberships.all()).toEqual([]);
  await expect(aws.identityStore.send(new DescribeUserCommand(request))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    ResourceId: userId,
  });
});

it('does not know another identity store', async () => {
  const { identityStore } = await startSandbox();
  await expect(
    identityStore.send(new ListUsersCommand({ IdentityStoreId: 'd-0000000000' })),
  ).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    ResourceType: 'IDENTITY_STORE',
  });
});

function addUser(aws: TestSandbox, userName: string) {
  return aws.instance.directory.addUser({
    userName,
    displayName: userName,
    name: { givenName: userName, familyName: userName },
    createdBy: aws.world.caller.arn,
  });
}
