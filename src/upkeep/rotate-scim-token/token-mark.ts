import type { Secret } from '../../basics/secret.js';
import { digestOf } from '../../procedure/output-files.js';

/**
 * What tells one access token from another, once it is no longer at hand: a part of its digest. An
 * access token of AWS is long and random, so that nothing of it can be found out from this.
 */
export function markOf(token: Secret): string {
  return digestOf(token.reveal()).slice(0, 16);
}
