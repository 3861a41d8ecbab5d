import { z } from 'zod';
import type { AccessOperation, AccountAssignment } from '../world/access.js';
import type { Instance } from '../world/instance.js';
import { type Call, type Operation, readInput, seconds } from './call.js';
import { AwsError, notFound } from './errors.js';
import { pageOf, pagingInput } from './paging.js';
import {
  accessInstanceOf,
  conflicting,
  isDelegated,
  managementOnly,
  permissionSetOf,
  tooMuchUnderWay,
} from './permission-set-access.js';
import { provision } from './role-provisioning.js';

/** Outstanding asynchronous calls of CreateAccountAssignment, a fixed limit (user guide, limits). */
const MOST_UNDER_WAY = 15;

const accountId = z.string().regex(/^\d{12}$/);
const principal = { PrincipalType: z.enum(['USER', 'GROUP']), PrincipalId: z.string().min(1) };
const set = { InstanceArn: z.string(), PermissionSetArn: z.string() };

const listInput = z.object({ ...set, AccountId: accountId, ...pagingInput });
const accountsInput = z.object({
  ...set,
  ProvisioningStatus: z
    .enum(['LATEST_PERMISSION_SET_PROVISIONED', 'LATEST_PERMISSION_SET_NOT_PROVISIONED'])
    .optional(),
  ...pagingInput,
});
const principalInput = z.object({
  InstanceArn: z.string(),
  ...principal,
  Filter: z.object({ AccountId: accountId.optional() }).optional(),
  ...pagingInput,
});
const createInput = z.object({
  ...set,
  ...principal,
  TargetId: accountId,
  TargetType: z.literal('AWS_ACCOUNT'),
});
const statusInput = z.object({
  InstanceArn: z.string(),
  AccountAssignmentCreationRequestId: z.string(),
});

/** IAM Identity Center: who has which permission set in which account. */
export const assignmentOperations: Readonly<Record<string, Operation>> = {
  ListAccountsForProvisionedPermissionSet: (call) => {
    const input = readInput(call, accountsInput);
    const instance = accessInstanceOf(call, input.InstanceArn);
    const { provisioned, version } = permissionSetOf(instance, input.PermissionSetArn);
    const wanted = [...provisioned]
      .filter(([, stands]) => isWanted(stands === version, input.ProvisioningStatus))
      .map(([id]) => id);
    const { items, ...rest } = pageOf(wanted, { ...input, pageSize: call.pageSize });
    return { AccountIds: items, ...rest };
  },

  ListAccountAssignments: (call) => {
    const input = readInput(call, listInput);
    const instance = accessInstanceOf(call, input.InstanceArn);
    const { arn } = permissionSetOf(instance, input.PermissionSetArn);
    const wanted = instance.access.assignments.filter(
      (each) => each.accountId === input.AccountId && each.permissionSetArn === arn,
    );
    return assignmentsPage(call, wanted, input);
  },

  ListAccountAssignmentsForPrincipal: (call) => {
    const input = readInput(call, principalInput);
    const instance = accessInstanceOf(call, input.InstanceArn);
    if (isDelegated(call.world)) {
      const text = 'This operation must be called from the management account';
      throw new AwsError('AccessDeniedException', text);
    }
    const ids = [input.PrincipalId, ...groupsOf(instance, input.PrincipalId)];
    const wanted = instance.access.assignments.filter(
      (each) =>
        ids.includes(each.principalId) &&
        (input.Filter?.AccountId ?? each.accountId) === each.accountId,
    );
    return assignmentsPage(call, wanted, input);
  },

  CreateAccountAssignment: (call) => {
    const input = readInput(call, createInput);
    const instance = accessInstanceOf(call, input.InstanceArn);
    permissionSetOf(instance, input.PermissionSetArn);
    const { world } = call;
    if (input.TargetId === world.managementAccountId && isDelegated(world)) {
      throw managementOnly('assign access to');
    }
    const assignment: AccountAssignment = {
      accountId: input.TargetId,
      permissionSetArn: input.PermissionSetArn,
      principalType: input.PrincipalType,
      principalId: input.PrincipalId,
    };
    refuseConflict(instance, assignment);
    return { AccountAssignmentCreationStatus: statusOf(begin(call, instance, assignment)) };
  },

  DescribeAccountAssignmentCreationStatus: (call) => {
    const { InstanceArn, AccountAssignmentCreationRequestId: id } = readInput(call, statusInput);
    const { operations } = accessInstanceOf(call, InstanceArn).access;
    const found = operations.find(
      ({ kind, requestId }) => kind === 'assignment' && requestId === id,
    );
    if (found === undefined) throw notFound(`Request ${id} does not exist`);
    return { AccountAssignmentCreationStatus: statusOf(found) };
  },
};

function isWanted(isLatest: boolean, status: string | undefined): boolean {
  return status === undefined || isLatest === (status === 'LATEST_PERMISSION_SET_PROVISIONED');
}

/** A user has what the groups of the user have. */
function groupsOf({ directory }: Instance, userId: string): string[] {
  const memberships = directory.memberships.all().filter((each) => each.userId === userId);
  return memberships.map(({ groupId }) => groupId);
}

function refuseConflict(
  { access }: Instance,
  { accountId: id, permissionSetArn }: AccountAssignment,
) {
  const underWay = access.underWay('assignment');
  const moving = [...underWay, ...access.underWay('provisioning')];
  const same = moving.some(
    (each) => each.permissionSetArn === permissionSetArn && each.accountIds.includes(id),
  );
  if (same) throw conflicting();
  if (underWay.length >= MOST_UNDER_WAY) throw tooMuchUnderWay();
}

function begin(call: Call, instance: Instance, assignment: AccountAssignment): AccessOperation {
  const { access } = instance;
  const { permissionSetArn, accountId: id } = assignment;
  return access.start({
    kind: 'assignment',
    permissionSetArn,
    accountIds: [id],
    assignment,
    finish: () => {
      const unknown = unknownAssignee(instance, assignment);
      if (unknown !== undefined) return unknown;
      const refusal = provision(call.world, permissionSetOf(instance, permissionSetArn), id);
      if (refusal === undefined) access.assign(assignment);
      return refusal;
    },
  });
}

/** AWS's words; seen in a public issue. */
function unknownAssignee(
  { directory, identityStoreId }: Instance,
  { principalType, principalId }: AccountAssignment,
): string | undefined {
  const records = principalType === 'USER' ? directory.users : directory.groups;
  if (records.get(principalId) !== undefined) return undefined;
  return `Received a 404 status error: the ${principalType} assignee ${principalId} was not found in directory ${identityStoreId}.`;
}

function statusOf(operation: AccessOperation): Record<string, unknown> {
  const { requestId, status, failureReason, startedAt, assignment } = operation;
  return {
    RequestId: requestId,
    Status: status,
    TargetId: assignment?.accountId,
    TargetType: 'AWS_ACCOUNT',
    PermissionSetArn: assignment?.permissionSetArn,
    PrincipalType: assignment?.principalType,
    PrincipalId: assignment?.principalId,
    CreatedDate: seconds(startedAt),
    ...(failureReason !== undefined && { FailureReason: failureReason }),
  };
}

function assignmentsPage(
  { pageSize }: Call,
  wanted: readonly AccountAssignment[],
  input: { MaxResults?: number | undefined; NextToken?: string | undefined },
): Record<string, unknown> {
  const { items, ...rest } = pageOf(wanted, { ...input, pageSize });
  return {
    AccountAssignments: items.map((each) => ({
      AccountId: each.accountId,
      PermissionSetArn: each.permissionSetArn,
      PrincipalType: each.principalType,
      PrincipalId: each.principalId,
    })),
    ...rest,
  };
}
