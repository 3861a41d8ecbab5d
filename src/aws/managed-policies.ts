import { partitionOf } from './partitions.js';

/** Policies for job functions have a path (IAM user guide, access_policies_job-functions). */
const JOB_FUNCTIONS: ReadonlySet<string> = new Set([
  'Billing',
  'DatabaseAdministrator',
  'DataScientist',
  'NetworkAdministrator',
  'SupportUser',
  'SystemAdministrator',
  'ViewOnlyAccess',
]);

/**
 * The ARN of a policy that AWS manages, of its name with or without its path. Whether there is such
 * a policy shows only when AWS takes it into use: asking needs rights on IAM.
 */
export function managedPolicyArn(nameOrArn: string, region: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  const name = nameOrArn.replace(/^\//, '');
  const path = JOB_FUNCTIONS.has(name) ? 'job-function/' : '';
  return `arn:${partitionOf(region)}:iam::aws:policy/${path}${name}`;
}

/** A policy that each account has for itself, of its name with or without its path. */
export function customerPolicyOf(text: string): { name: string; path: string } {
  const parts = text.split('/').filter((part) => part !== '');
  const name = parts.pop() ?? text;
  return { name, path: parts.length === 0 ? '/' : `/${parts.join('/')}/` };
}
