import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';

const script = fileURLToPath(new URL('./large-directories.js', import.meta.url));

const outcome = z.object({
  megabytes: z.number(),
  tally: z.array(z.object({ reason: z.string(), people: z.number(), problems: z.number() })),
});

/** The bound is generous; how much the whole program takes is measured by the benchmark. */
test('100,000 users on each side fit in 200 MB, and nobody is lost', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  const { megabytes, tally } = outcome.parse(JSON.parse(stdout));
  expect(tally).toEqual([
    { reason: 'can-sign-in', people: 90_000, problems: 0 },
    { reason: 'not-in-aws', people: 10_000, problems: 10_000 },
    { reason: 'aws-only', people: 10_000, problems: 10_000 },
  ]);
  expect(megabytes).toBeLessThan(200);
});
