import type { AuthentikError } from '../authentik/index.js';
import type { Note } from '../engine/change.js';

/** A check that only confirms could not be made: what is left unchecked, and what it would take. */
export function unchecked(what: string, { message, why, next }: AuthentikError): Note {
  const reason = why === undefined ? '' : `. ${why}`;
  const [remedy] = next;
  const text = `${what}: ${message}${reason}`;
  return { level: 'info', text, ...(remedy !== undefined && { next: remedy }) };
}
