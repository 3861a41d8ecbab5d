import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  DescribeGroupCommand,
  GetGroupIdCommand,
  IsMemberInGroupsCommand,
  ListGroupMembershipsForMemberCommand,
  ListGroupsCommand,
  paginateListGroupMemberships,
  paginateListGroups,
} from '@aws-sdk/client-identitystore';
import { expect, it } from 'vitest';
import { startSandbox, type TestSandbox } from '../sandbox.js';

function store({ instance }: TestSandbox) {
  return { IdentityStoreId: instance.identityStoreId };
}

function administrator({ instance }: TestSandbox): string {
  return instance.directory.users.all()[0]?.userId ?? '';
}

it('creates, describes and finds a group', async () => {
  const aws = await startSandbox();
  const client = aws.identityStore;
  const given = { DisplayName: 'aws-users', Description: 'May use AWS' };
  const { GroupId } = await client.send(new CreateGroupCommand({ ...store(aws), ...given }));
  const described = await client.send(new DescribeGroupCommand({ ...store(aws), GroupId }));
  expect(described).toMatchObject({ ...store(aws), ...given, GroupId });
  const AlternateIdentifier = {
    UniqueAttribute: { AttributePath: 'displayName', AttributeValue: 'aws-users' },
  };
  const found = await client.send(new GetGroupIdCommand({ ...store(aws), AlternateIdentifier }));
  expect(found.GroupId).toBe(GroupId);
});

it('takes a display name once only', async () => {
  const aws = await startSandbox();
  const create = new CreateGroupCommand({ ...store(aws), DisplayName: 'aws-users' });
  await aws.identityStore.send(create);
  await expect(aws.identityStore.send(create)).rejects.toMatchObject({ name: 'ConflictException' });
});

it('pages through groups and filters them by name', async () => {
  const aws = await startSandbox();
  for (const displayName of ['a', 'b', 'c']) {
    aws.instance.directory.addGroup({ displayName, createdBy: 'SCIM' });
  }
  const names = [];
  for await (const page of paginateListGroups({ client: aws.identityStore }, store(aws))) {
    names.push(page.Groups?.map((group) => group.DisplayName));
  }
  expect(names).toEqual([['a', 'b'], ['c']]);
  const Filters = [{ AttributePath: 'DisplayName', AttributeValue: 'c' }];
  const { Groups } = await aws.identityStore.send(
    new ListGroupsCommand({ ...store(aws), Filters }),
  );
  expect(Groups).toMatchObject([{ DisplayName: 'c', CreatedBy: 'SCIM' }]);
});

it('keeps memberships and shows them from both sides', async () => {
  const aws = await startSandbox({ pageSize: 1 });
  const client = aws.identityStore;
  const MemberId = { UserId: administrator(aws) };
  const { groupId: GroupId } = aws.instance.directory.addGroup({
    displayName: 'aws-users',
    createdBy: 'SCIM',
  });
  const join = new CreateGroupMembershipCommand({ ...store(aws), GroupId, MemberId });
  const { MembershipId } = await client.send(join);

  const ofGroup = [];
  for await (const page of paginateListGroupMemberships({ client }, { ...store(aws), GroupId })) {
    ofGroup.push(...(page.GroupMemberships ?? []));
  }
  expect(ofGroup).toMatchObject([{ MembershipId, GroupId, MemberId }]);
  const ofMember = await client.send(
    new ListGroupMembershipsForMemberCommand({ ...store(aws), MemberId }),
  );
  expect(ofMember.GroupMemberships).toMatchObject([{ MembershipId, GroupId }]);
  await expect(client.send(join)).rejects.toMatchObject({ name: 'ConflictException' });
});

it('tells in which groups a user is', async () => {
  const aws = await startSandbox();
  const { directory } = aws.instance;
  const UserId = administrator(aws);
  const [first, second] = ['a', 'b'].map(
    (displayName) => directory.addGroup({ displayName, createdBy: 'SCIM' }).groupId,
  );
  directory.addMembership(first ?? '', UserId, 'SCIM');
  const { Results } = await aws.identityStore.send(
    new IsMemberInGroupsCommand({
      ...store(aws),
      MemberId: { UserId },
      GroupIds: [first ?? '', second ?? ''],
    }),
  );
  expect(Results?.map((each) => each.MembershipExists)).toEqual([true, false]);
});

it('refuses a membership of or in something unknown', async () => {
  const aws = await startSandbox();
  const MemberId = { UserId: administrator(aws) };
  await expect(
    aws.identityStore.send(
      new CreateGroupMembershipCommand({ ...store(aws), GroupId: 'none', MemberId }),
    ),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceType: 'GROUP' });
  await expect(
    aws.identityStore.send(
      new ListGroupMembershipsForMemberCommand({ ...store(aws), MemberId: { UserId: 'none' } }),
    ),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceType: 'USER' });
});
