import type { RunnableStep } from '../../engine/step.js';
import type { Context } from '../../procedure/context.js';
import type { TokenFacts } from './facts.js';
import { oldToken } from './old-token.js';
import { secondToken } from './second-token.js';
import { syncWithToken } from './sync-with-token.js';
import { tokenInUse } from './token-in-use.js';
import { tokenIntoAuthentik } from './token-into-authentik.js';

export type { TokenFacts } from './facts.js';

/**
 * The rotation of the access token for SCIM: AWS accepts both tokens until authentik was seen to
 * get through with the second one.
 */
export const tokenRotation: readonly RunnableStep<TokenFacts, Context>[] = [
  tokenInUse,
  secondToken,
  tokenIntoAuthentik,
  syncWithToken,
  oldToken,
];
