import type { PermissionSet } from '../world/permission-set.js';
import type { World } from '../world/world.js';

/** An IAM role's own default quota (IAM user guide, quotas). */
const ROLE_POLICIES = 10;

/** AWS's managed policies that the sandbox knows of; any other name counts as a mistake. */
const awsManaged: ReadonlySet<string> = new Set(
  [
    'AdministratorAccess',
    'PowerUserAccess',
    'ReadOnlyAccess',
    'SecurityAudit',
    'IAMFullAccess',
    'IAMReadOnlyAccess',
    'AmazonEC2ReadOnlyAccess',
    'AmazonS3FullAccess',
    'AmazonS3ReadOnlyAccess',
    'CloudWatchReadOnlyAccess',
    'AWSBillingReadOnlyAccess',
    'AWSSupportAccess',
    'job-function/Billing',
    'job-function/DatabaseAdministrator',
    'job-function/DataScientist',
    'job-function/NetworkAdministrator',
    'job-function/SupportUser',
    'job-function/SystemAdministrator',
    'job-function/ViewOnlyAccess',
  ].map((name) => `arn:aws:iam::aws:policy/${name}`),
);

/** Puts a permission set into an account as a role; a text says why that cannot be done. */
export function provision(world: World, set: PermissionSet, accountId: string): string | undefined {
  const refusal = refusalOf(world, set, accountId);
  if (refusal === undefined) set.provisioned.set(accountId, set.version);
  return refusal;
}

function refusalOf(world: World, set: PermissionSet, accountId: string): string | undefined {
  const account = world.accounts.find(({ id }) => id === accountId);
  if (account === undefined || account.state !== 'ACTIVE') {
    return `Received a 404 status error: account ${accountId} is not an active account of the organization.`;
  }
  const inManagement = accountId === world.managementAccountId;
  if (inManagement && world.deniedActions.has('iam:CreateRole')) {
    return `Received a 403 status error: Access denied by IAM. Please check your policy, or wait for role propagation to complete. IAM Error: User: ${world.caller.arn} is not authorized to perform: iam:CreateRole`;
  }
  const missing = [
    ...set.managedPolicies.map(({ arn }) => arn).filter((arn) => !awsManaged.has(arn)),
    ...set.customerPolicies
      .map(({ name, path }) => `${path}${name}`)
      .filter((policy) => !account.customerPolicies.has(policy))
      .map((policy) => `arn:aws:iam::${accountId}:policy${policy}`),
  ];
  if (missing[0] !== undefined) {
    return `Received a 404 status error: Not supported policy ${missing[0]}.`;
  }
  if (set.managedPolicies.length + set.customerPolicies.length <= ROLE_POLICIES) return undefined;
  return `Received a 409 status error: Cannot exceed quota for PoliciesPerRole: ${ROLE_POLICIES}`;
}
