import { type SignIn, signIns } from '../aws/sign-ins.js';
import { signInFact } from './await-sign-in.js';
import type { Context } from './context.js';
import type { Facts } from './facts.js';
import { readTrail } from './read-trail.js';

/** What CloudTrail shows of sign-ins since a moment. */
export interface SignInsSince {
  readonly success: Facts['signIn'] | undefined;
  /** Refused since the last success, newest first. */
  readonly failures: readonly SignIn[];
  /** Why CloudTrail could not be read. */
  readonly limit: string | undefined;
}

/** Looks once. */
export async function signInsSince({ aws }: Context, since: Date): Promise<SignInsSince> {
  const { value = [], limit } = await readTrail(() => signIns(aws, { since }));
  const newest = value.find(({ accepted }) => accepted);
  return {
    success: newest && signInFact(newest),
    failures: value.filter(({ accepted, at }) => !accepted && (!newest || at > newest.at)),
    limit,
  };
}
