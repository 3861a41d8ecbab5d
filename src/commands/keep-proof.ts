import type { Memory } from '../engine/memory.js';
import type { Facts } from '../procedure/facts.js';

/**
 * CloudTrail forgets after 90 days; what it proved is kept.
 * @param fingerprint of the metadata with which the sign-in was made
 */
export async function keepProof(
  memory: Memory,
  signIn: Facts['signIn'] | undefined,
  fingerprint: string | undefined,
): Promise<void> {
  if (!signIn || fingerprint === undefined) return;
  const proof = { ...signIn, at: signIn.at.toISOString(), fingerprint };
  const kept = memory.recall('signIn')?.value;
  if (JSON.stringify(kept) === JSON.stringify(proof)) return;
  await memory.remember('signIn', proof);
}
