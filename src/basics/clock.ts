/**
 * Seconds that a clock is ahead of this machine's, by the Date header of its answer: as exact as a
 * second and the way back. Undefined for what is no date.
 */
export function aheadOf(date: string, now = Date.now()): number | undefined {
  const seconds = Math.round((Date.parse(date) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : seconds;
}

/** How far another clock is ahead of this machine's, in milliseconds; negative where it is behind. */
export interface Ahead {
  readonly least: number;
  readonly most: number;
}

/**
 * Between what a Date header leaves open: it has whole seconds, and was written at some moment
 * between the request and the answer, both of which are moments of this machine's clock. Undefined
 * for what is no date.
 */
export function aheadBetween(date: string, asked: number, heard: number): Ahead | undefined {
  const told = Date.parse(date);
  return Number.isNaN(told) ? undefined : { least: told - heard, most: told + 1000 - asked };
}
