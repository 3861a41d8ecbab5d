import type { Instance } from '../world/instance.js';
import type { PermissionSet } from '../world/permission-set.js';
import { type Call, instanceOf } from './call.js';
import { AwsError, invalid, notFound } from './errors.js';

/** Whether an instance has permission sets: account instances have none (user guide, howtocreatepermissionset). */
export function hasPermissionSets({ world }: Call, instance: Instance): boolean {
  return instance.ownerAccountId === world.managementAccountId && world.permissionSetsEnabled;
}

/** The instance of an ARN, with what was under way up to now ended; throws where it has no permission sets. */
export function accessInstanceOf(call: Call, instanceArn: string): Instance {
  const instance = instanceOf(call, instanceArn);
  if (!hasPermissionSets(call, instance)) {
    throw invalid('Permission sets are not enabled for this instance');
  }
  instance.access.settle(call.world.accessSeconds);
  return instance;
}

/** The permission set of an ARN; throws a ResourceNotFoundException. */
export function permissionSetOf(instance: Instance, arn: string): PermissionSet {
  const found = instance.access.permissionSet(arn);
  if (found !== undefined) return found;
  throw notFound(`PermissionSet with id ${arn} does not exist`);
}

/**
 * The permission set of an ARN, to be changed. A delegated administrator may not touch one that is
 * provisioned in the management account (user guide, troubleshooting#issue16), and nobody one that
 * is on its way to an account.
 */
export function changeablePermissionSetOf(
  { world }: Call,
  instance: Instance,
  arn: string,
): PermissionSet {
  const found = permissionSetOf(instance, arn);
  const { managementAccountId = '' } = world;
  if (isDelegated(world) && found.provisioned.has(managementAccountId)) {
    throw managementOnly('modify');
  }
  const { access } = instance;
  const moving = [...access.underWay('assignment'), ...access.underWay('provisioning')];
  if (moving.some(({ permissionSetArn }) => permissionSetArn === arn)) throw conflicting();
  return found;
}

/** Whether the caller is of another account than the one that manages the organization. */
export function isDelegated({ caller, managementAccountId }: Call['world']): boolean {
  return caller.accountId !== managementAccountId;
}

/** AWS's words to a delegated administrator (user guide, troubleshooting#issue16). */
export function managementOnly(act: 'modify' | 'assign access to'): AwsError {
  const text = `You cannot ${act} permission sets provisioned in the management account`;
  return new AwsError('AccessDeniedException', text, 400);
}

/** AWS's words while something else is under way; seen in public issues. */
export function conflicting(): AwsError {
  return new AwsError('ConflictException', 'There is a conflicting operation in process.');
}

/** AWS's words when too much is under way; seen in public issues. */
export function tooMuchUnderWay(): AwsError {
  const text = 'There are too many requests processing. Please try again later.';
  return new AwsError('ThrottlingException', text);
}
