import type { RunnableStep } from '../../engine/step.js';
import { comparison } from './comparison.js';
import { coverage } from './coverage.js';
import type { Facts } from './facts.js';
import { memberships } from './memberships.js';
import { missingGroups } from './missing-groups.js';
import { missingUsers } from './missing-users.js';
import type { ReconcileContext } from './reconcile-step.js';
import { removals } from './removals.js';
import { userNames } from './user-names.js';

/**
 * What SCIM should have brought about in AWS and did not, put right through the public API of the
 * identity store. Access that should have ended is ended first.
 */
export const reconciliation: readonly RunnableStep<Facts, ReconcileContext>[] = [
  coverage,
  comparison,
  removals,
  userNames,
  missingUsers,
  missingGroups,
  memberships,
];
