import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The releases of which real servers were recorded. */
export const recordedReleases = [
  '2023.10.7',
  '2024.8.6',
  '2025.4.4',
  '2025.10.4',
  '2026.2.2',
] as const;

/** One of the recorded releases. */
export type RecordedRelease = (typeof recordedReleases)[number];

const samlRecording = z.object({
  assertionConsumerService: z.string(),
  audience: z.string(),
  origin: z.string(),
  identityProviderMetadata: z.string(),
  signingCertificate: z.string(),
  responses: z.array(
    z.object({
      kind: z.string(),
      requestId: z.string().nullable(),
      relayState: z.string().optional(),
      samlResponse: z.base64().transform((text) => Buffer.from(text, 'base64').toString()),
    }),
  ),
});

const loginRecording = z.object({
  exchanges: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      json: z.record(z.string(), z.string()).optional(),
      status: z.number(),
      location: z.string().optional(),
      cookies: z.array(z.string()),
      body: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

const apiRecording = z.object({
  exchanges: z.array(
    z.object({
      name: z.string(),
      response: z.object({ body: z.unknown(), location: z.string().optional() }).optional(),
    }),
  ),
});

/** Recorded metadata and responses, the responses as XML. */
export type SamlRecording = z.infer<typeof samlRecording>;

/** One request of a recorded sign-in, with its answer; long parameters are shortened to `…`. */
export type LoginExchange = z.infer<typeof loginRecording>['exchanges'][number];

/** The metadata and responses of a recorded server. */
export function recordedSaml(release: RecordedRelease): SamlRecording {
  return samlRecording.parse(read(`saml-${release}`));
}

/** The requests of a recorded sign-in, in order. */
export function recordedLogin(release: RecordedRelease): LoginExchange[] {
  return loginRecording.parse(read(`login-${release}`)).exchanges;
}

/** What a recorded server answered to the API call of this name. */
export function recordedAnswer(release: RecordedRelease, name: string) {
  const { exchanges } = apiRecording.parse(read(`authentik-${release}`));
  const found = exchanges.find((exchange) => exchange.name === name)?.response;
  if (found === undefined) throw new Error(`${release} has no answer to "${name}"`);
  return found;
}

function read(name: string): unknown {
  const url = new URL(`../../../recordings/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}
