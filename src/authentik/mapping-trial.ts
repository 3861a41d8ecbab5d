import { z } from 'zod';
import { redact } from '../basics/secret.js';
import type { Client } from './client.js';
import { lastLineOfTraceback } from './traceback.js';

/** What a mapping gave for a user, or authentik's words for why it gave nothing. */
export type MappingTrial =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly message: string };

/** An expression that fails is 200 too, with `successful` false and Python's words as the result. */
const trialSchema = z.object({ successful: z.boolean(), result: z.string() });

/**
 * Runs a mapping of any kind on one user, under the path that every release has.
 *
 * @throws AuthentikError naming the permissions: without them authentik answers 403 or 405.
 */
export async function tryMapping(
  client: Client,
  pk: string,
  userPk: number,
): Promise<MappingTrial> {
  const question = {
    operation: 'try a property mapping',
    path: `/propertymappings/all/${encodeURIComponent(pk)}/test/`,
    query: { format_result: true },
    altersNothing: true,
  } as const;
  const { successful, result } = await client.create(question, { user: userPk }, trialSchema);
  if (successful) return { ok: true, result: valueIn(result) };
  const message = lastLineOfTraceback(redact(result)).trim();
  return { ok: false, message: message || 'authentik gave no reason.' };
}

/** The result comes as a text that holds JSON (seen on all recorded releases). */
function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
