import { z } from 'zod';
import { hide } from '../basics/secret.js';

/** What an SDK client signs a request with, as its middleware passes it on. */
const signedWith = z.object({
  __smithy_context: z.object({
    selectedHttpAuthScheme: z.object({
      identity: z.object({ secretAccessKey: z.string(), sessionToken: z.string().optional() }),
    }),
  }),
});

/**
 * Makes the credentials of a request known to `redact`: those of a profile or a role are never seen
 * by this program, and a server or proxy that repeats what it was sent brings the session token back.
 * @param context the SDK's, past its step `serialize`, where the credentials are chosen
 */
export function hideCredentials(context: unknown): void {
  const { data } = signedWith.safeParse(context);
  if (data === undefined) return;
  const { secretAccessKey, sessionToken = '' } =
    data.__smithy_context.selectedHttpAuthScheme.identity;
  for (const secret of [secretAccessKey, sessionToken]) hide(secret);
}
