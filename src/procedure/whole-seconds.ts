/** The whole second that a moment is in. */
export function thatSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}

/**
 * The next whole second after a moment. CloudTrail tells whole seconds, so that a sign-in of the
 * same second could have been before or after it; from this one on it was after.
 */
export function nextSecond(moment: Date): Date {
  return new Date(thatSecond(moment).getTime() + 1000);
}
