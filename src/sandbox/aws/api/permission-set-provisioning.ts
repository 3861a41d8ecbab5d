import { z } from 'zod';
import type { AccessOperation } from '../world/access.js';
import { type Operation, readInput, seconds } from './call.js';
import { invalid, notFound } from './errors.js';
import {
  accessInstanceOf,
  changeablePermissionSetOf,
  tooMuchUnderWay,
} from './permission-set-access.js';
import { provision } from './role-provisioning.js';

/** At the same time (user guide, limits). */
const MOST_UNDER_WAY = 3;

const provisionInput = z.object({
  InstanceArn: z.string(),
  PermissionSetArn: z.string(),
  TargetType: z.enum(['AWS_ACCOUNT', 'ALL_PROVISIONED_ACCOUNTS']),
  TargetId: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
});

const statusInput = z.object({
  InstanceArn: z.string(),
  ProvisionPermissionSetRequestId: z.string(),
});

/** IAM Identity Center: bringing a changed permission set to the accounts where it is in use. */
export const provisioningOperations: Readonly<Record<string, Operation>> = {
  ProvisionPermissionSet: (call) => {
    const input = readInput(call, provisionInput);
    const instance = accessInstanceOf(call, input.InstanceArn);
    const { access } = instance;
    const set = changeablePermissionSetOf(call, instance, input.PermissionSetArn);
    if (access.underWay('provisioning').length >= MOST_UNDER_WAY) throw tooMuchUnderWay();
    if (input.TargetType === 'AWS_ACCOUNT' && input.TargetId === undefined) {
      throw invalid('TargetId is required for AWS_ACCOUNT');
    }
    const accountIds =
      input.TargetId === undefined ? [...set.provisioned.keys()] : [input.TargetId];
    const operation = access.start({
      kind: 'provisioning',
      permissionSetArn: set.arn,
      accountIds,
      finish: () =>
        accountIds
          .map((accountId) => provision(call.world, set, accountId))
          .find((reason) => reason !== undefined),
    });
    return { PermissionSetProvisioningStatus: statusOf(operation) };
  },

  DescribePermissionSetProvisioningStatus: (call) => {
    const { InstanceArn, ProvisionPermissionSetRequestId: id } = readInput(call, statusInput);
    const { operations } = accessInstanceOf(call, InstanceArn).access;
    const found = operations.find(
      ({ kind, requestId }) => kind === 'provisioning' && requestId === id,
    );
    if (found === undefined) throw notFound(`Request ${id} does not exist`);
    return { PermissionSetProvisioningStatus: statusOf(found) };
  },
};

function statusOf(operation: AccessOperation): Record<string, unknown> {
  const { requestId, status, failureReason, permissionSetArn, startedAt } = operation;
  return {
    RequestId: requestId,
    Status: status,
    PermissionSetArn: permissionSetArn,
    CreatedDate: seconds(startedAt),
    ...(failureReason !== undefined && { FailureReason: failureReason }),
  };
}
