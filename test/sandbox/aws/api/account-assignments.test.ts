import {
  DescribeAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListAccountsForProvisionedPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { expect, it } from 'vitest';
import { accessBench, DEVELOPMENT, PRODUCTION } from './access.js';

type Bench = Awaited<ReturnType<typeof accessBench>>;

async function statusOf({ ssoAdmin, InstanceArn }: Bench, RequestId: string | undefined) {
  const command = new DescribeAccountAssignmentCreationStatusCommand({
    InstanceArn,
    AccountAssignmentCreationRequestId: RequestId,
  });
  return (await ssoAdmin.send(command)).AccountAssignmentCreationStatus;
}

it('assigns in its own time, and provisions the permission set on the way', async () => {
  const bench = await accessBench();
  const { ssoAdmin, InstanceArn, group } = bench;
  const PermissionSetArn = await bench.make('set');
  const begun = await bench.assign(PermissionSetArn);
  expect(begun).toMatchObject({ Status: 'IN_PROGRESS', TargetId: DEVELOPMENT });
  const list = new ListAccountAssignmentsCommand({
    InstanceArn,
    PermissionSetArn,
    AccountId: DEVELOPMENT,
  });
  expect((await ssoAdmin.send(list)).AccountAssignments).toEqual([]);
  expect(await statusOf(bench, begun.RequestId)).toMatchObject({ Status: 'IN_PROGRESS' });
  bench.finish();
  expect(await statusOf(bench, begun.RequestId)).toMatchObject({ Status: 'SUCCEEDED' });
  expect((await ssoAdmin.send(list)).AccountAssignments).toEqual([
    {
      AccountId: DEVELOPMENT,
      PermissionSetArn,
      PrincipalType: 'GROUP',
      PrincipalId: group.groupId,
    },
  ]);
  const accounts = new ListAccountsForProvisionedPermissionSetCommand({
    InstanceArn,
    PermissionSetArn,
  });
  expect((await ssoAdmin.send(accounts)).AccountIds).toEqual([DEVELOPMENT]);
});

it('leaves one assignment where the same is made again', async () => {
  const bench = await accessBench();
  const arn = await bench.make('set');
  await bench.assign(arn);
  bench.finish();
  const again = await bench.assign(arn);
  bench.finish();
  expect(await statusOf(bench, again.RequestId)).toMatchObject({ Status: 'SUCCEEDED' });
  expect(bench.instance.access.assignments).toHaveLength(1);
});

it('refuses another operation on the same permission set and account meanwhile', async () => {
  const bench = await accessBench();
  const arn = await bench.make('set');
  await bench.assign(arn);
  await expect(bench.assign(arn)).rejects.toMatchObject({
    name: 'ConflictException',
    message: 'There is a conflicting operation in process.',
  });
  await expect(bench.attach(arn)).rejects.toMatchObject({ name: 'ConflictException' });
  expect(await bench.assign(arn, PRODUCTION)).toMatchObject({ Status: 'IN_PROGRESS' });
});

it('lets 15 be under way and no more', async () => {
  const bench = await accessBench();
  const arns = [];
  for (let number = 0; number < 16; number += 1) arns.push(await bench.make(`set-${number}`));
  for (const arn of arns.slice(0, 15)) await bench.assign(arn);
  const last = arns[15] ?? '';
  await expect(bench.assign(last)).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'There are too many requests processing. Please try again later.',
  });
  expect(bench.instance.access.mostOutstanding).toBe(15);
  bench.finish();
  expect(await bench.assign(last)).toMatchObject({ Status: 'IN_PROGRESS' });
});

it.each([
  [
    'an unknown group',
    async ({ make }: Bench) => [await make('set'), DEVELOPMENT, 'nobody'],
    /the GROUP assignee nobody was not found in directory d-/,
  ],
  [
    'a suspended account',
    async ({ make }: Bench) => [await make('set'), '999900001111'],
    /999900001111 is not an active account/,
  ],
  [
    'an unknown policy',
    async ({ make, attach }: Bench) => {
      const arn = await make('set');
      await attach(arn, 'arn:aws:iam::aws:policy/Nonsense');
      return [arn];
    },
    /404 status error: Not supported policy arn:aws:iam::aws:policy\/Nonsense\./,
  ],
  [
    'a policy that the account lacks',
    async ({ make, instance }: Bench) => {
      const arn = await make('set');
      instance.access.permissionSet(arn)?.customerPolicies.push({ name: 'Logs', path: '/team/' });
      return [arn];
    },
    /Not supported policy arn:aws:iam::444455556666:policy\/team\/Logs\./,
  ],
  [
    'the management account without rights on IAM',
    async ({ make, world, accountId }: Bench) => {
      world.deniedActions.add('iam:CreateRole');
      return [await make('set'), accountId];
    },
    /403 status error: Access denied by IAM/,
  ],
] as const)('fails in the end for %s', async (_what, prepare, reason) => {
  const bench = await accessBench();
  const [arn = '', target, principal] = await prepare(bench);
  const { RequestId } = await bench.assign(arn, target, principal);
  bench.finish();
  expect(await statusOf(bench, RequestId)).toMatchObject({
    Status: 'FAILED',
    FailureReason: expect.stringMatching(reason),
  });
  expect(bench.instance.access.assignments).toEqual([]);
});

it('lists what a principal has, a user through groups as well', async () => {
  const bench = await accessBench();
  const { ssoAdmin, InstanceArn, instance, group } = bench;
  const arn = await bench.make('set');
  for (const account of [DEVELOPMENT, PRODUCTION]) await bench.assign(arn, account);
  bench.finish();
  const [user] = instance.directory.users.all();
  if (user === undefined) throw new Error('no user');
  instance.directory.addMembership(group.groupId, user.userId, 'a test');
  const listFor = async (PrincipalType: 'USER' | 'GROUP', PrincipalId: string, Filter = {}) => {
    const input = { InstanceArn, PrincipalType, PrincipalId, Filter };
    const answer = await ssoAdmin.send(new ListAccountAssignmentsForPrincipalCommand(input));
    return answer.AccountAssignments?.map(({ AccountId }) => AccountId);
  };
  expect(await listFor('GROUP', group.groupId)).toEqual([DEVELOPMENT, PRODUCTION]);
  expect(await listFor('USER', user.userId)).toEqual([DEVELOPMENT, PRODUCTION]);
  expect(await listFor('GROUP', group.groupId, { AccountId: PRODUCTION })).toEqual([PRODUCTION]);
});

it('keeps a delegated administrator out of the management account', async () => {
  const bench = await accessBench({ callerIs: 'delegated administrator' });
  const { world, ssoAdmin, InstanceArn, group } = bench;
  const arn = await bench.make('set');
  await expect(bench.assign(arn, world.managementAccountId)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('provisioned in the management account'),
  });
  expect(await bench.assign(arn)).toMatchObject({ Status: 'IN_PROGRESS' });
  bench.finish();
  bench.instance.access.permissionSet(arn)?.provisioned.set(world.managementAccountId ?? '', 1);
  await bench.assign(arn, PRODUCTION);
  bench.finish();
  await expect(bench.attach(arn)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const list = new ListAccountAssignmentsForPrincipalCommand({
    InstanceArn,
    PrincipalType: 'GROUP',
    PrincipalId: group.groupId,
  });
  await expect(ssoAdmin.send(list)).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
