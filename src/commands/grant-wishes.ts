import { customerPolicyOf, managedPolicyArn } from '../aws/managed-policies.js';
import { ExpectedError } from '../basics/errors.js';
import type { Values } from '../settings/inputs.js';
import type { GrantFacts } from '../upkeep/grant/facts.js';
import type { AwsSession } from './aws-session.js';
import { readInlinePolicy } from './inline-policy.js';

type Wishes = GrantFacts['wishes'];

/** Policies of both kinds in one permission set, and characters of its name (user guide, limits). */
const MOST_POLICIES = 25;
const LONGEST_NAME = 32;

/**
 * What the user asks for, as the fact that every other one follows from.
 * @throws ExpectedError (`usage`) for what does not go together
 */
export function wishesOf({ settings, instance }: AwsSession, cwd: string): Wishes {
  const { values } = settings;
  const policies = policiesOf(values, instance.primaryRegion, cwd);
  return {
    principal: principalOf(values),
    accounts: [...(values.accounts ?? [])],
    permissionSet: values.permissionSet ?? nameAfter(policies),
    ...(policies && { policies }),
    ...(values.sessionDuration !== undefined && { sessionDuration: values.sessionDuration }),
    allowManagementAccount: values.allowManagementAccount,
    acceptChange: values.acceptPermissionSetChange,
  };
}

/**
 * @param next what is to be done with one of them
 * @throws ExpectedError (`usage`) when both a group and a user are named
 */
export function refuseBoth({ toGroup, toUser }: Values, next: string): void {
  if (toGroup === undefined || toUser === undefined) return;
  throw new ExpectedError({
    what: 'Both a group and a user are named',
    why: `The group is "${toGroup}" (the argument, --to-group or AUTHENTIK_AWS_TO_GROUP), the user "${toUser}" (--to-user or AUTHENTIK_AWS_TO_USER).`,
    next,
    exit: 'usage',
  });
}

function principalOf(values: Values): Wishes['principal'] {
  const { toGroup, toUser } = values;
  refuseBoth(values, 'Give access to one of them at a time.');
  return toUser === undefined
    ? { type: 'GROUP', name: toGroup ?? '' }
    : { type: 'USER', name: toUser };
}

function policiesOf(
  { policies = [], customerPolicies = [], inlinePolicy }: Values,
  region: string,
  cwd: string,
): Wishes['policies'] {
  const managed = [...new Set(policies.map((policy) => managedPolicyArn(policy, region)))];
  const customer = customerPolicies.map(customerPolicyOf);
  const inline = inlinePolicy === undefined ? '' : readInlinePolicy(inlinePolicy, cwd);
  if (managed.length + customer.length + inline.length === 0) return undefined;
  if (managed.length + customer.length > MOST_POLICIES) {
    throw new ExpectedError({
      what: `${managed.length + customer.length} policies are named, and a permission set takes ${MOST_POLICIES}`,
      next: 'Put what several of them permit into one customer-managed policy.',
      exit: 'usage',
    });
  }
  return { managed, customer, inline };
}

/** A permission set of one policy bears its name. */
function nameAfter(policies: Wishes['policies']): string {
  const arn = policies?.managed[0];
  const name = arn?.split('/').at(-1) ?? policies?.customer[0]?.name ?? '';
  if (name.length <= LONGEST_NAME) return name;
  throw new ExpectedError({
    what: `The permission set cannot be called after the policy ${name}`,
    why: `The name of a permission set has at most ${LONGEST_NAME} characters.`,
    next: 'Choose a name: --permission-set NAME',
    exit: 'usage',
  });
}
