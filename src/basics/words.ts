/** A number with its noun: `1 user`, `14 users`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The first names of a list, and how many more there are. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  const rest = names.length - most;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** The day of a date as `2026-11-23`, in UTC. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A moment as `2026-11-23 14:03 UTC`. */
export function minute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
