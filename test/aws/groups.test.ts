import { describe, expect, test } from 'vitest';
import { connectAws } from '../../src/aws/index.js';
import { laterRefusal } from '../saml/refusal.js';
import { useWire } from './wire.js';

const wire = useWire();
const STORE = 'd-99672f8278';

const admins = {
  IdentityStoreId: STORE,
  GroupId: 'g-1',
  DisplayName: 'admins',
  ExternalIds: [{ Issuer: 'https://scim.aws.com/abc', Id: '7' }],
};

const byHand = { IdentityStoreId: STORE, GroupId: 'g-2', DisplayName: 'by hand' };

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('groups', () => {
  test('come page by page, and say which ones SCIM made', async () => {
    wire.on('ListGroups', ({ NextToken }) =>
      NextToken === undefined
        ? { body: { Groups: [admins], NextToken: 'more' } }
        : { body: { Groups: [byHand, { GroupId: 'g-3', ExternalIds: [{ Issuer: 'x' }] }] } },
    );
    expect(await all((await connectAws()).groups(STORE))).toEqual([
      {
        groupId: 'g-1',
        displayName: 'admins',
        externalIds: [{ issuer: 'https://scim.aws.com/abc', id: '7' }],
        scimManaged: true,
      },
      { groupId: 'g-2', displayName: 'by hand', externalIds: [], scimManaged: false },
      {
        groupId: 'g-3',
        displayName: '',
        externalIds: [{ issuer: 'x', id: '' }],
        scimManaged: false,
      },
    ]);
    expect(wire.seen.map(({ input }) => input)).toEqual([
      { IdentityStoreId: STORE, MaxResults: 100 },
      { IdentityStoreId: STORE, MaxResults: 100, NextToken: 'more' },
    ]);
  });

  test('further pages are not fetched when nobody wants them', async () => {
    wire.on('ListGroups', { body: { Groups: [admins], NextToken: 'more' } });
    for await (const group of (await connectAws()).groups(STORE)) {
      expect(group.groupId).toBe('g-1');
      break;
    }
    expect(wire.operations()).toEqual(['ListGroups']);
  });

  test('a missing right is named', async () => {
    wire.on('ListGroups', { exception: 'AccessDeniedException', message: 'no' });
    const error = await laterRefusal(async () => all((await connectAws()).groups(STORE)));
    expect(error.message).toContain('identitystore:ListGroups');
    expect(error.exit).toBe('notAuthorised');
  });

  test('a row without an ID is no answer of AWS', async () => {
    wire.on('ListGroups', { body: { Groups: [{ DisplayName: 'x' }] } });
    const error = await laterRefusal(async () => all((await connectAws()).groups(STORE)));
    expect(error.message).toContain('is not AWS');
  });
});

describe('the members of a group', () => {
  const memberOf = (UserId: string) => ({ MembershipId: `m-${UserId}`, MemberId: { UserId } });

  test('come page by page, what is no user left out', async () => {
    wire.on('ListGroupMemberships', ({ NextToken }) =>
      NextToken === undefined
        ? { body: { GroupMemberships: [memberOf('a-1')], NextToken: 'more' } }
        : { body: { GroupMemberships: [{ MembershipId: 'm', MemberId: {} }, memberOf('b-1')] } },
    );
    const members = await all((await connectAws()).memberships(STORE, 'g-1'));
    expect(members).toEqual([
      { membershipId: 'm-a-1', userId: 'a-1' },
      { membershipId: 'm-b-1', userId: 'b-1' },
    ]);
    expect(wire.seen.map(({ input }) => input)).toEqual([
      { IdentityStoreId: STORE, GroupId: 'g-1', MaxResults: 100 },
      { IdentityStoreId: STORE, GroupId: 'g-1', MaxResults: 100, NextToken: 'more' },
    ]);
  });

  test('a missing right is named', async () => {
    wire.on('ListGroupMemberships', { exception: 'AccessDeniedException' });
    const members = async () => all((await connectAws()).memberships(STORE, 'g-1'));
    const error = await laterRefusal(members);
    expect(error.message).toContain('identitystore:ListGroupMemberships');
  });
});

describe('a group by name', () => {
  test('is found by the unique display name', async () => {
    wire.on('GetGroupId', { body: { IdentityStoreId: STORE, GroupId: 'g-1' } });
    wire.on('DescribeGroup', ({ GroupId }) => ({ body: { ...admins, GroupId } }));
    const aws = await connectAws();
    expect(await aws.groupByName(STORE, 'admins')).toMatchObject({
      groupId: 'g-1',
      displayName: 'admins',
      scimManaged: true,
    });
    expect(wire.seen[0]?.input).toEqual({
      IdentityStoreId: STORE,
      AlternateIdentifier: {
        UniqueAttribute: { AttributePath: 'displayName', AttributeValue: 'admins' },
      },
    });
  });

  test('is undefined where there is none', async () => {
    wire.on('GetGroupId', { exception: 'ResourceNotFoundException', message: 'GROUP not found.' });
    expect(await (await connectAws()).groupByName(STORE, 'nobody')).toBeUndefined();
  });

  test('but another failure is not taken for that', async () => {
    wire.on('GetGroupId', { exception: 'AccessDeniedException' });
    const error = await laterRefusal(async () => (await connectAws()).groupByName(STORE, 'x'));
    expect(error.message).toContain('identitystore:GetGroupId');
  });
});
