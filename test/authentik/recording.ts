import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The releases whose answers were recorded. */
export const recordedReleases = [
  '2023.10.7',
  '2024.8.6',
  '2025.4.4',
  '2025.10.4',
  '2026.2.2',
] as const;

export type RecordedRelease = (typeof recordedReleases)[number];

const exchangeSchema = z.object({
  name: z.string(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    token: z.string().nullish(),
    json: z.unknown().optional(),
  }),
  response: z
    .object({ status: z.number(), contentType: z.string().nullish(), body: z.unknown().optional() })
    .optional(),
});

export type Exchange = z.infer<typeof exchangeSchema>;

/** Values for what a recording leaves open, the same in every test. */
export const values = {
  saml: 12,
  scim: 13,
  alice: 21,
  bob: 22,
  importedUuid: 14,
  importedSlug: 15,
  authz: '00000000-0000-4000-8000-000000000001',
  inval: '00000000-0000-4000-8000-000000000002',
  invalAny: '00000000-0000-4000-8000-000000000003',
  emailMapping: '00000000-0000-4000-8000-000000000004',
  cert: '00000000-0000-4000-8000-000000000005',
  app: '00000000-0000-4000-8000-000000000006',
  group: '00000000-0000-4000-8000-000000000007',
  binding: '00000000-0000-4000-8000-000000000008',
  scimUserDefault: '00000000-0000-4000-8000-000000000009',
  scimGroupDefault: '00000000-0000-4000-8000-00000000000a',
  scimMapping: '00000000-0000-4000-8000-00000000000b',
  schedule: '00000000-0000-4000-8000-00000000000c',
  scimUrl: 'https://scim.eu-central-1.amazonaws.com/tenant/scim/v2',
  scimDeniedUrl: 'https://scim.eu-central-1.amazonaws.com/denied/scim/v2',
} as const;

const kinds: Record<string, string | number> = {
  '<int>': 7,
  '<uuid>': '00000000-0000-4000-8000-0000000000ff',
  '<time>': '2029-11-01T12:00:00Z',
  '<sha256>': 'ab'.repeat(32),
  '<fingerprint_sha256>': 'AB:CD',
  '<PEM certificate>': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  '<expression>': 'return request.user.email',
  '<origin>': 'https://idp.example.com',
  '<html>': '<!DOCTYPE html><html><head><title>authentik</title></head></html>',
};

const readBefore = new Map<RecordedRelease, Exchange[]>();

/** The exchanges of a release, with every open place filled. */
export function exchangesOf(release: RecordedRelease): Exchange[] {
  const known = readBefore.get(release) ?? readExchanges(release);
  readBefore.set(release, known);
  return known;
}

function readExchanges(release: RecordedRelease): Exchange[] {
  const file = new URL(`../recordings/authentik-${release}.json`, import.meta.url);
  const recording = z
    .object({ exchanges: z.array(exchangeSchema) })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  return z.array(exchangeSchema).parse(fill(recording.exchanges));
}

/** Puts a value into every open place. */
export function fill(value: unknown): unknown {
  if (typeof value === 'string') return fillText(value);
  if (Array.isArray(value)) return value.map(fill);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
}

const captured: Record<string, string | number> = values;

function fillText(text: string): unknown {
  const whole = /^\{\{(\w+)(?:\|\w+)?\}\}$/.exec(text)?.[1];
  if (whole !== undefined) return captured[whole] ?? text;
  if (text in kinds) return kinds[text];
  return text
    .replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(captured[name] ?? place))
    .replace(/<[\w ]+>/g, (kind) => String(kinds[kind] ?? kind));
}
