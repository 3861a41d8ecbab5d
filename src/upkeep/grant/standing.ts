import type { Access } from '../../aws/access.js';
import { isNotAllowedOrUnknown } from '../../aws/errors.js';
import type { PermissionSet, Policies } from '../../aws/permission-sets.js';

/** A permission set as it stands, and where. */
export interface Standing {
  readonly set: PermissionSet;
  readonly policies: Policies;
  /** Whether this tool made it, as its tag says. */
  readonly ours: boolean;
  /** Ids of the accounts that have it. */
  readonly inUse: readonly string[];
  /** Those that its latest change has not reached. */
  readonly outdated: readonly string[];
}

/** The tag that tells a permission set of this tool from others. */
export const madeBy = { key: 'made-by', value: 'authentik-aws' } as const;

/** Looks at what a permission set permits, whose it is, and where it is in use. */
export async function standingOf(access: Access, set: PermissionSet): Promise<Standing> {
  const [policies, ours, inUse, outdated] = await Promise.all([
    access.policies(set.arn),
    isOurs(access, set.arn),
    access.accountsWith(set.arn, 'all'),
    access.accountsWith(set.arn, 'outdated'),
  ]);
  return { set, policies, ours, inUse, outdated };
}

/** Where the tags may not be read, the permission set counts as somebody else's. */
async function isOurs(access: Access, arn: string): Promise<boolean> {
  try {
    return (await access.tags(arn)).get(madeBy.key) === madeBy.value;
  } catch (error) {
    if (isNotAllowedOrUnknown(error)) return false;
    throw error;
  }
}
