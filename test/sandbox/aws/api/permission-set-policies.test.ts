import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  DeleteInlinePolicyFromPermissionSetCommand,
  DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { expect, it } from 'vitest';
import { accessBench, VIEW_ONLY } from './access.js';

async function benchWithSet() {
  const bench = await accessBench();
  const PermissionSetArn = await bench.make('set');
  return { ...bench, one: { InstanceArn: bench.InstanceArn, PermissionSetArn } };
}

it('attaches and detaches policies that AWS manages', async () => {
  const { ssoAdmin, attach, one } = await benchWithSet();
  const list = async () => {
    const answer = await ssoAdmin.send(new ListManagedPoliciesInPermissionSetCommand(one));
    return answer.AttachedManagedPolicies;
  };
  await attach(one.PermissionSetArn);
  expect(await list()).toEqual([{ Name: 'ViewOnlyAccess', Arn: VIEW_ONLY }]);
  await expect(attach(one.PermissionSetArn)).rejects.toMatchObject({ name: 'ConflictException' });
  const detach = new DetachManagedPolicyFromPermissionSetCommand({
    ...one,
    ManagedPolicyArn: VIEW_ONLY,
  });
  await ssoAdmin.send(detach);
  expect(await list()).toEqual([]);
  await expect(ssoAdmin.send(detach)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('takes a policy of an account for none that AWS manages', async () => {
  const { attach, one } = await benchWithSet();
  const arn = 'arn:aws:iam::444455556666:policy/ReadLogs';
  await expect(attach(one.PermissionSetArn, arn)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('ManagedPolicyArn'),
  });
});

it('keeps references to policies of the accounts, by name and path', async () => {
  const { ssoAdmin, one } = await benchWithSet();
  const CustomerManagedPolicyReference = { Name: 'ReadLogs', Path: '/team/' };
  const given = { ...one, CustomerManagedPolicyReference };
  await ssoAdmin.send(new AttachCustomerManagedPolicyReferenceToPermissionSetCommand(given));
  const list = new ListCustomerManagedPolicyReferencesInPermissionSetCommand(one);
  expect((await ssoAdmin.send(list)).CustomerManagedPolicyReferences).toEqual([
    CustomerManagedPolicyReference,
  ]);
  await ssoAdmin.send(new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand(given));
  expect((await ssoAdmin.send(list)).CustomerManagedPolicyReferences).toEqual([]);
});

it('keeps one inline policy', async () => {
  const { ssoAdmin, one } = await benchWithSet();
  const get = async () =>
    (await ssoAdmin.send(new GetInlinePolicyForPermissionSetCommand(one))).InlinePolicy;
  expect(await get()).toBe('');
  const InlinePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...one, InlinePolicy }));
  expect(await get()).toBe(InlinePolicy);
  await ssoAdmin.send(new DeleteInlinePolicyFromPermissionSetCommand(one));
  expect(await get()).toBe('');
});

it.each([
  ['no JSON', 'no JSON'],
  ['no statement', '{}'],
  ['10,241 characters', JSON.stringify({ Statement: 'x'.repeat(10_241) })],
  ['32,769 characters with its blanks', `${' '.repeat(32_769)}{"Statement":[]}`],
])('refuses an inline policy: %s', async (_what, InlinePolicy) => {
  const { ssoAdmin, one } = await benchWithSet();
  await expect(
    ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...one, InlinePolicy })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});

it('holds 25 policies and no more', async () => {
  const { attach, one } = await benchWithSet();
  for (let number = 0; number < 25; number += 1) {
    await attach(one.PermissionSetArn, `arn:aws:iam::aws:policy/Policy${number}`);
  }
  await expect(attach(one.PermissionSetArn)).rejects.toMatchObject({
    name: 'ServiceQuotaExceededException',
  });
});
