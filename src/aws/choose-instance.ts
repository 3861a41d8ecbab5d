import { ExpectedError } from '../basics/errors.js';
import { noInstance, severalInstances, unknownInstance } from './instance-messages.js';
import type { IdentityCenterInstance, InstanceSummary } from './instances.js';

/** What is known beside the list, and where the Region came from. */
export interface InstanceWish {
  /** The Region that was asked. */
  readonly region: string;
  /** Where the Region came from, such as `--region`, `AWS_REGION` or `profile "sso"`. */
  readonly regionFrom?: string | undefined;
  /** ARN or ID (`ssoins-…`) of the instance that is meant. */
  readonly instanceArn?: string | undefined;
  readonly managementAccountId?: string | undefined;
  /** What account instances cannot do; without it, what setting up needs. */
  readonly inability?: string | undefined;
}

const NO_SOURCE = 'cannot change their identity source';

/**
 * Chooses the instance to work on: the one named, else the only one, else the organization's.
 *
 * @throws ExpectedError when there is none, when several remain, or when it cannot be used.
 */
export function chooseInstance(
  instances: readonly InstanceSummary[],
  wish: InstanceWish,
): InstanceSummary {
  const chosen = pick(instances, wish);
  checkUsable(chosen, wish.region);
  const owner = wish.managementAccountId;
  if (owner !== undefined && chosen.ownerAccountId !== owner) {
    throw accountInstance(chosen, wish.inability, owner);
  }
  return chosen;
}

/**
 * Refuses an account instance.
 * @param inability what it cannot do: `have no permission sets`; without it, what setting up needs
 * @throws ExpectedError
 */
export function checkKind(instance: IdentityCenterInstance, inability?: string): void {
  if (instance.kind === 'account') throw accountInstance(instance, inability);
}

function pick(instances: readonly InstanceSummary[], wish: InstanceWish): InstanceSummary {
  const { instanceArn, managementAccountId } = wish;
  if (instanceArn !== undefined) {
    const named = instances.find(({ arn, id }) => arn === instanceArn || id === instanceArn);
    if (named === undefined) throw unknownInstance(instances, instanceArn, wish);
    return named;
  }
  const [only, ...more] = instances;
  if (only === undefined) throw noInstance(wish);
  if (more.length === 0) return only;
  const [own, ...others] = instances.filter(
    ({ ownerAccountId }) => ownerAccountId === managementAccountId,
  );
  if (own === undefined || others.length > 0) throw severalInstances(instances);
  return own;
}

function checkUsable(instance: InstanceSummary, region: string): void {
  if (instance.primaryRegion !== region) {
    throw new ExpectedError({
      what: `${region} is not the primary Region of ${instance.id}`,
      why: `AWS takes changes in the primary Region only: ${instance.primaryRegion}.`,
      next: `Run the same command with --region ${instance.primaryRegion}`,
      exit: 'usage',
    });
  }
  if (instance.status === 'ACTIVE') return;
  throw new ExpectedError({
    what: `The IAM Identity Center instance ${instance.id} cannot be used: ${instance.status}`,
    why: statusMeanings[instance.status] ?? 'Only an instance that is ACTIVE can be set up.',
    next: 'Look at it in the AWS console, and run the same command again once it is ACTIVE.',
  });
}

/** The states that AWS documents beside ACTIVE (SDK, InstanceStatus). */
const statusMeanings: Readonly<Record<string, string>> = {
  CREATE_IN_PROGRESS: 'AWS is still setting it up.',
  CREATE_FAILED: 'AWS could not set it up.',
  DELETE_IN_PROGRESS: 'It is being deleted.',
};

/** Only organization instances can (user guide, manage-your-identity-source-change). */
function accountInstance(
  instance: InstanceSummary,
  inability = NO_SOURCE,
  managementAccountId?: string,
): ExpectedError {
  const owner = `It belongs to the account ${instance.ownerAccountId}`;
  return new ExpectedError({
    what: `${instance.id} is an account instance, and those ${inability}`,
    why:
      managementAccountId === undefined
        ? `${owner}, which is not the management account of an organization.`
        : `${owner}; the organization's instance belongs to its management account ${managementAccountId}.`,
    next: [
      'Use credentials of the management account or of the delegated administrator.',
      'If the organization has no instance yet: enable IAM Identity Center in its management account.',
    ],
  });
}
