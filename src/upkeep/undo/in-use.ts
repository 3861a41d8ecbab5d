import type { Note } from '../../engine/change.js';

/** Says that something stays since something else needs it. */
export function inUse(object: string, users: readonly string[]): Note {
  const names = users.map((name) => `"${name}"`).join(', ');
  return { level: 'info', text: `the ${object} stays: it is used by ${names}` };
}
