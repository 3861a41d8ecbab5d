import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const request = z.object({
  method: z.string(),
  path: z.string(),
  body: z.record(z.string(), z.unknown()).optional(),
  answered: z.number(),
});

const step = z.object({
  step: z.string(),
  requests: z.array(request),
  atAws: z.object({
    users: z.array(z.object({ id: z.string(), userName: z.string() }).loose()),
    userCount: z.number(),
    groups: z.array(z.object({ id: z.string(), displayName: z.string(), members: z.number() })),
  }),
  status: z.unknown(),
  tasks: z
    .array(
      z.object({
        actor: z.string(),
        state: z.string(),
        status: z.string(),
        logs: z.array(z.string()),
      }),
    )
    .optional(),
});

const recording = z.object({
  cases: z.array(z.object({ case: z.string(), what: z.string(), steps: z.array(step) })),
});

const traffic = z.object({ scimTraffic: z.array(request.extend({ during: z.string() })) });

/** One request as it was recorded or as the endpoint of the tests saw it. */
export type SeenRequest = z.infer<typeof request>;

/** One step of a case. */
export type RecordedStep = z.infer<typeof step>;

/** A situation that was tried with a real server. */
export type RecordedCase = z.infer<typeof recording>['cases'][number];

const folder = new URL('../../../recordings/', import.meta.url);

/** The cases recorded with a release. */
export async function readCases(release: string): Promise<RecordedCase[]> {
  const text = await readFile(new URL(`scim-${release}.json`, folder), 'utf8');
  return recording.parse(JSON.parse(text)).cases;
}

/** What the server's synchronisation sent while the calls of its API were recorded. */
export async function readTraffic(
  release: string,
): Promise<z.infer<typeof traffic>['scimTraffic']> {
  const text = await readFile(new URL(`authentik-${release}.json`, folder), 'utf8');
  return traffic.parse(JSON.parse(text)).scimTraffic;
}
