import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { readIdentityProviderMetadata } from '../../../../src/sandbox/aws/service-provider/identity-provider-metadata.js';
import type { Hearing } from '../../../../src/sandbox/aws/service-provider/judge.js';

const folder = new URL('../../../recordings/', import.meta.url);

const recordingShape = z.object({
  authentik: z.string(),
  assertionConsumerService: z.url(),
  audience: z.url(),
  identityProviderMetadata: z.string(),
  signingCertificate: z.string(),
  responses: z.array(
    z.object({
      kind: z.string(),
      requestId: z.string().nullable(),
      samlResponse: z.string(),
      expected: z.enum(['accepted', 'refused']),
      reason: z.string().optional(),
      grade: z.string().optional(),
    }),
  ),
});

/** What one release of authentik sent to AWS. */
export type Recording = z.infer<typeof recordingShape>;
export type RecordedResponse = Recording['responses'][number];

/** Every recorded release. */
export const recordings: readonly Recording[] = readdirSync(folder)
  .filter((name) => name.startsWith('saml-'))
  .map((name) => recordingShape.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));

/** The text of a response. */
export function xmlOf(samlResponse: string): string {
  return Buffer.from(samlResponse, 'base64').toString('utf8');
}

/** The moment at which a response was issued. */
function issueInstant(samlResponse: string): Date {
  const found = /IssueInstant="([^"]+)"/.exec(xmlOf(samlResponse));
  return new Date(found?.[1] ?? Number.NaN);
}

/** A recorded response before a service provider that knows alice and sent the request. */
export function hearingOf(recording: Recording, response: RecordedResponse): Hearing {
  const now = issueInstant(response.samlResponse);
  const { requestId } = response;
  return {
    samlResponse: response.samlResponse,
    trust: readIdentityProviderMetadata(recording.identityProviderMetadata),
    request: requestId === null ? undefined : { id: requestId, issuedAt: now },
    now,
    instance: { acsUrls: [recording.assertionConsumerService], issuer: recording.audience },
    seenAssertions: new Set(),
    userByName: (userName) =>
      userName === 'alice@example.com' ? { userId: 'u-1', userName, enabled: true } : undefined,
  };
}
