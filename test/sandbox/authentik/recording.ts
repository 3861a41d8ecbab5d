import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const exchange = z.object({
  name: z.string(),
  compare: z.enum(['keys', 'envelope', 'status', 'loose']).optional(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    json: z.unknown().optional(),
    multipart: z.record(z.string(), z.string()).optional(),
    token: z.string().nullable().optional(),
  }),
  capture: z.record(z.string(), z.string()).optional(),
  response: z
    .object({ status: z.number(), contentType: z.string().nullable(), body: z.unknown() })
    .optional(),
  skipped: z.string().optional(),
  failed: z.string().optional(),
});

/** One call with what a real server answered. */
export type Exchange = z.infer<typeof exchange>;

const folder = new URL('../../recordings/', import.meta.url);

/** The calls recorded with a release, in their order. */
export async function readExchanges(release: string): Promise<Exchange[]> {
  const recording = await readFile(new URL(`authentik-${release}.json`, folder), 'utf8');
  return z.object({ exchanges: z.array(exchange) }).parse(JSON.parse(recording)).exchanges;
}

/** The files that multipart requests name with `@`, by name. */
export async function readAttachments(): Promise<Map<string, string>> {
  const text = await readFile(new URL('attachments.json', folder), 'utf8');
  const files = z.record(z.string(), z.string()).parse(JSON.parse(text));
  return new Map(Object.entries(files));
}
