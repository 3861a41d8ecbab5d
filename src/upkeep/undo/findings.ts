import type { Note } from '../../engine/change.js';
import type { Task } from './task.js';

/** Says that something stays since something else needs it. */
export function inUse(object: string, users: readonly string[]): Note {
  const names = users.map((name) => `"${name}"`).join(', ');
  return { level: 'info', text: `the ${object} stays: it is used by ${names}` };
}

/**
 * What becomes of a thing that authentik does not show any more: nothing. It is said, since a token
 * that may see single objects only is told the same of all others.
 */
export function gone(key: string, object: string): Task {
  const text = `the ${object} is not in authentik any more, or this token may not see it`;
  return { key, notes: [{ level: 'info', text }] };
}
