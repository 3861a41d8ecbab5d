/**
 * Seconds that a clock is ahead of this machine's, by the Date header of its answer: as exact as a
 * second and the way back. Undefined for what is no date.
 */
export function aheadOf(date: string, now = Date.now()): number | undefined {
  const seconds = Math.round((Date.parse(date) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : seconds;
}
