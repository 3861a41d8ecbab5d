import { z } from 'zod';
import type { Client } from './client.js';

const metadataSchema = z.object({ metadata: z.string() });

/**
 * The metadata of the identity provider as XML; undefined while no application is attached:
 * authentik answers with an empty text up to 2026.2.2 and with 404 later (see releases.ts).
 * entityID and locations take scheme and host of this very request, so the configured address
 * has to be the public one.
 */
export async function readMetadata(
  client: Client,
  providerPk: number,
): Promise<string | undefined> {
  const question = {
    operation: "read the identity provider's metadata",
    path: `/providers/saml/${providerPk}/metadata/`,
  } as const;
  const answer = await client.find(question, metadataSchema);
  return answer?.metadata ? answer.metadata : undefined;
}
