import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fill, type RecordedRelease } from './recording.js';

const stepSchema = z.object({
  step: z.string(),
  /** The body of the status of the sync; an empty text where there was none. */
  status: z.unknown(),
});

const recordingSchema = z.object({
  cases: z.array(z.object({ case: z.string(), steps: z.array(stepSchema) })),
});

/** What a release said of its sync after every step of every case, by `case, step`. */
export function recordedStatuses(release: RecordedRelease): (readonly [string, unknown])[] {
  const file = new URL(`../recordings/scim-${release}.json`, import.meta.url);
  const { cases } = recordingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return cases.flatMap(({ case: name, steps }) =>
    steps.map(({ step, status }) => [`${name}, ${step}`, fill(status)] as const),
  );
}
