import type { RunnableStep } from '../../engine/step.js';
import { accounts } from './accounts.js';
import { assignments } from './assignments.js';
import type { GrantContext } from './context.js';
import type { GrantFacts } from './facts.js';
import { permissionSet } from './permission-set.js';
import { principal } from './principal.js';

/** Giving a group or user access to accounts, step by step. */
export const grantSteps: readonly RunnableStep<GrantFacts, GrantContext>[] = [
  principal,
  accounts,
  permissionSet,
  assignments,
];
