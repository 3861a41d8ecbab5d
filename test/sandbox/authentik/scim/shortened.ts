import { createHash } from 'node:crypto';
import { isRecord } from '../matcher.js';

/** Long texts by their hash and their number of characters, as the results have them. */
export function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortened);
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortened(each)]));
  }
  const length = typeof value === 'string' ? [...value].length : 0;
  return length < 200 ? value : `${length} characters, ${sha256(String(value))}`;
}

/** The SHA-256 of a text, in hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
