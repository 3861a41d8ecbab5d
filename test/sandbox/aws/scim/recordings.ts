import { readFileSync } from 'node:fs';
import { z } from 'zod';

const body = z.record(z.string(), z.unknown());

const request = z.object({
  method: z.string(),
  path: z.string(),
  body: body.optional(),
  answered: z.number(),
  detail: z.string().optional(),
});

const atAws = z.object({
  users: z.array(
    z.object({
      id: z.string(),
      userName: z.string(),
      externalId: z.string().optional(),
      active: z.boolean(),
    }),
  ),
  userCount: z.number(),
  groups: z.array(z.object({ id: z.string(), displayName: z.string(), members: z.number() })),
});

const scimRecording = z.object({
  cases: z.array(
    z.object({
      case: z.string(),
      steps: z.array(z.object({ step: z.string(), requests: z.array(request), atAws })),
    }),
  ),
});

const authentikRecording = z.object({ scimTraffic: z.array(request) });

/** One request that authentik's sync sent, and what it was answered. */
export type RecordedRequest = z.output<typeof request>;

/** What the recorder's endpoint held after a step. */
export type RecordedState = z.output<typeof atAws>;

/** The releases that were recorded. */
export const releases = ['2023.10.7', '2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2'] as const;

/** The cases of `scim-RELEASE.json`. */
export function recordedCases(release: string) {
  return scimRecording.parse(readRecording(`scim-${release}.json`)).cases;
}

/** The SCIM requests that were sent while `authentik-RELEASE.json` was recorded. */
export function recordedTraffic(release: string): RecordedRequest[] {
  return authentikRecording.parse(readRecording(`authentik-${release}.json`)).scimTraffic;
}

function readRecording(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../recordings/${name}`, import.meta.url), 'utf8'));
}
