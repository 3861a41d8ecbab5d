import { describe, expect, test } from 'vitest';
import { connectAws } from '../../src/aws/index.js';
import { laterRefusal } from '../saml/refusal.js';
import { useWire } from './wire.js';

const wire = useWire();
const STORE = 'd-99672f8278';

const alice = {
  IdentityStoreId: STORE,
  UserId: 'a-1',
  UserName: 'alice@example.com',
  DisplayName: 'Alice Example',
  UserStatus: 'ENABLED',
  Emails: [{ Value: 'alice@example.com', Primary: true }],
  ExternalIds: [{ Issuer: 'https://scim.aws.com/abc', Id: '7' }],
};

const bob = { IdentityStoreId: STORE, UserId: 'b-1', UserName: 'bob' };

test('users come page by page, with what AWS left out as unknown', async () => {
  wire.on('ListUsers', ({ NextToken }) =>
    NextToken === undefined
      ? { body: { Users: [alice], NextToken: 'more' } }
      : { body: { Users: [bob, { ...bob, UserId: 'c-1', UserStatus: 'DISABLED' }] } },
  );
  const users = [];
  for await (const user of (await connectAws()).users(STORE)) users.push(user);
  expect(users).toEqual([
    {
      userId: 'a-1',
      userName: 'alice@example.com',
      displayName: 'Alice Example',
      emails: ['alice@example.com'],
      enabled: true,
      externalIds: [{ issuer: 'https://scim.aws.com/abc', id: '7' }],
      scimManaged: true,
    },
    {
      userId: 'b-1',
      userName: 'bob',
      displayName: undefined,
      emails: [],
      enabled: undefined,
      externalIds: [],
      scimManaged: false,
    },
    expect.objectContaining({ userId: 'c-1', enabled: false }),
  ]);
  expect(wire.seen.map(({ input }) => input)).toEqual([
    { IdentityStoreId: STORE, MaxResults: 100 },
    { IdentityStoreId: STORE, MaxResults: 100, NextToken: 'more' },
  ]);
});

test('further pages are not fetched when nobody wants them', async () => {
  wire.on('ListUsers', { body: { Users: [alice], NextToken: 'more' } });
  for await (const user of (await connectAws()).users(STORE)) {
    expect(user.userId).toBe('a-1');
    break;
  }
  expect(wire.operations()).toEqual(['ListUsers']);
});

test('a failure on a later page is explained', async () => {
  wire.on('ListUsers', ({ NextToken }) =>
    NextToken === undefined
      ? { body: { Users: [alice], NextToken: 'more' } }
      : { exception: 'AccessDeniedException', message: 'no' },
  );
  const names: string[] = [];
  const error = await laterRefusal(async () => {
    for await (const user of (await connectAws()).users(STORE)) names.push(user.userName);
  });
  expect(names).toEqual(['alice@example.com']);
  expect(error.message).toBe(
    'These AWS credentials are not allowed to call identitystore:ListUsers',
  );
});

describe('a user by name', () => {
  test('is found by the unique user name', async () => {
    wire.on('GetUserId', { body: { IdentityStoreId: STORE, UserId: 'a-1' } });
    wire.on('DescribeUser', ({ UserId }) => ({ body: { ...alice, UserId } }));
    const aws = await connectAws();
    expect(await aws.userByName(STORE, 'alice@example.com')).toMatchObject({
      userId: 'a-1',
      userName: 'alice@example.com',
    });
    expect(wire.seen[0]?.input).toEqual({
      IdentityStoreId: STORE,
      AlternateIdentifier: {
        UniqueAttribute: { AttributePath: 'userName', AttributeValue: 'alice@example.com' },
      },
    });
  });

  test('is undefined where there is none', async () => {
    wire.on('GetUserId', { exception: 'ResourceNotFoundException', message: 'USER not found.' });
    expect(await (await connectAws()).userByName(STORE, 'nobody')).toBeUndefined();
  });

  test('but another failure is not taken for that', async () => {
    wire.on('GetUserId', { exception: 'AccessDeniedException' });
    const error = await laterRefusal(async () => (await connectAws()).userByName(STORE, 'alice'));
    expect(error.message).toContain('identitystore:GetUserId');
  });
});

test.each([['again'], ['again', 'and', 'again']])(
  'a list that comes back to a page of its own is no whole list: %j',
  async (...tokens) => {
    let asked = 0;
    wire.on('ListUsers', () => {
      asked += 1;
      return { body: { Users: [bob], NextToken: tokens[(asked - 1) % tokens.length] } };
    });
    const error = await laterRefusal(async () => {
      for await (const _user of (await connectAws()).users(STORE));
    });
    expect(error.message).toBe("AWS's list has no end: identitystore ListUsers");
  },
);
