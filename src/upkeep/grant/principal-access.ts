import type { Assignment, Principal } from '../../aws/account-assignments.js';
import { AwsError } from '../../aws/errors.js';
import type { AccessQuestion } from './who-has-what.js';

/**
 * What a principal has, a user through groups as well. Only the management account may ask it this
 * way: undefined where AWS refuses.
 */
export async function assignmentsOfPrincipal(
  { aws, access, identityStoreId }: AccessQuestion,
  principal: Principal,
): Promise<Assignment[] | undefined> {
  const groups = principal.type === 'USER' ? await aws.groupsOf(identityStoreId, principal.id) : [];
  const asked = [principal, ...groups.map((id): Principal => ({ type: 'GROUP', id }))];
  // AWS may name for the user what comes through groups already.
  const found = new Map<string, Assignment>();
  try {
    for (const one of asked) {
      for await (const assignment of access.assignmentsFor(one)) {
        found.set(keyOf(assignment), assignment);
      }
    }
  } catch (error) {
    if (error instanceof AwsError && /^(?:AccessDenied|Validation)/.test(error.code)) {
      return undefined;
    }
    throw error;
  }
  return [...found.values()];
}

function keyOf({ accountId, permissionSetArn, principal }: Assignment): string {
  return [accountId, permissionSetArn, principal.id].join(' ');
}
