import { z } from 'zod';
import type { Client } from './client.js';
import { AuthentikError } from './errors.js';

/** A release of authentik, as `GET /admin/version/` names it in `version_current`. */
export interface Release {
  /** As the server writes it, for example `2025.4.4` or `2026.5.0-rc1`. */
  readonly text: string;
  readonly year: number;
  readonly month: number;
  readonly patch: number;
  /** Whether this is the given release or a later one; a release candidate counts as its release. */
  atLeast(year: number, month: number, patch?: number): boolean;
}

const pattern = /^(\d{4})\.(\d{1,2})(?:\.(\d+))?/;

/** Reads a release out of authentik's own text; undefined when the text is not `YEAR.MONTH…`. */
export function parseRelease(text: string): Release | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, patch] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || patch === undefined) return undefined;
  const own = [year, month, patch];
  const atLeast = (...wanted: [number, number, number?]) => compare(own, wanted) >= 0;
  return { text: text.trim(), year, month, patch, atLeast };
}

/** Negative, zero or positive, as `own` is before, equal to or after `other`; an absent part is 0. */
function compare(own: readonly number[], other: readonly (number | undefined)[]): number {
  for (const [index, part] of own.entries()) {
    const difference = part - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const versionSchema = z.object({ version_current: z.string() });

/** Asks the server for its release; any valid token may. */
export async function readRelease(client: Client): Promise<Release> {
  const question = { operation: 'read the version', path: '/admin/version/' } as const;
  const { version_current: text } = await client.read(question, versionSchema);
  const release = parseRelease(text);
  if (release !== undefined) return release;
  throw new AuthentikError({
    operation: question.operation,
    what: `authentik names its release "${text}", which this program does not understand`,
    why: 'It should look like 2025.4.4.',
    next: 'Check that the address is that of an authentik server.',
  });
}
