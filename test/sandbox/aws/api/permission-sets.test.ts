import {
  DescribePermissionSetCommand,
  ListTagsForResourceCommand,
  paginateListPermissionSets,
  UpdatePermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { expect, it } from 'vitest';
import { accessBench } from './access.js';

it('makes a permission set and gives it back as it was asked for', async () => {
  const { ssoAdmin, make, InstanceArn, instance } = await accessBench();
  const Tags = ['a', 'b', 'c'].map((Key) => ({ Key, Value: Key }));
  const asked = { Description: 'for a look', SessionDuration: 'PT4H30M', Tags };
  const PermissionSetArn = await make('ViewOnly', asked);
  expect(PermissionSetArn).toMatch(
    new RegExp(`^arn:aws:sso:::permissionSet/${instance.instanceId}/ps-[0-9a-f]{16}$`),
  );
  const one = { InstanceArn, PermissionSetArn };
  const { PermissionSet } = await ssoAdmin.send(new DescribePermissionSetCommand(one));
  expect(PermissionSet).toEqual({
    PermissionSetArn,
    Name: 'ViewOnly',
    Description: 'for a look',
    SessionDuration: 'PT4H30M',
    CreatedDate: new Date('2026-11-23T12:00:00Z'),
  });
  const tags = new ListTagsForResourceCommand({ InstanceArn, ResourceArn: PermissionSetArn });
  const page = await ssoAdmin.send(tags);
  expect(page.Tags).toEqual(Tags.slice(0, 2));
  expect(page.NextToken).toBeDefined();
});

it('lists all, page by page', async () => {
  const { ssoAdmin, make, InstanceArn } = await accessBench();
  const made = [await make('a'), await make('b'), await make('c')];
  const found = [];
  for await (const page of paginateListPermissionSets({ client: ssoAdmin }, { InstanceArn })) {
    found.push(page.PermissionSets ?? []);
  }
  expect(found).toEqual([made.slice(0, 2), made.slice(2)]);
});

it('empties what a change leaves out', async () => {
  const { ssoAdmin, make, InstanceArn } = await accessBench();
  const RelayState = 'https://console.aws.amazon.com/s3/';
  const PermissionSetArn = await make('ViewOnly', { Description: 'for a look', RelayState });
  const one = { InstanceArn, PermissionSetArn };
  const change = { ...one, SessionDuration: 'PT12H', Description: 'longer' };
  await ssoAdmin.send(new UpdatePermissionSetCommand(change));
  const { PermissionSet } = await ssoAdmin.send(new DescribePermissionSetCommand(one));
  expect(PermissionSet).toMatchObject({ Description: 'longer', SessionDuration: 'PT12H' });
  expect(PermissionSet).not.toHaveProperty('RelayState');
});

it.each([
  ['a name with a blank', { Name: 'View only' }, 'Name'],
  ['a name of 33 characters', { Name: 'x'.repeat(33) }, 'Name'],
  ['a description with a dash that AWS does not take', { Description: 'a — b' }, 'Description'],
  ['less than an hour', { SessionDuration: 'PT59M' }, 'SessionDuration'],
  ['more than twelve hours', { SessionDuration: 'PT12H1M' }, 'SessionDuration'],
])('refuses %s', async (_what, wrong, named) => {
  const { make } = await accessBench();
  await expect(make('fine', wrong)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(named),
  });
});

it('refuses a name that is taken, and a permission set that is not there', async () => {
  const { ssoAdmin, make, InstanceArn } = await accessBench();
  await make('ViewOnly');
  await expect(make('ViewOnly')).rejects.toMatchObject({ name: 'ConflictException' });
  const one = { InstanceArn, PermissionSetArn: 'arn:aws:sso:::permissionSet/none/ps-none' };
  await expect(ssoAdmin.send(new DescribePermissionSetCommand(one))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
