/** AWS gives a token one year (user guide, provision-automatically), and no API tells its end. */
const TOKEN_DAYS = 365;
const DAY = 86_400_000;

/** Whole days until an access token ends that is valid since a moment; negative when it has. */
export function tokenDaysLeft(since: Date, now: Date): number {
  // A clock that was put back meanwhile must not make it longer.
  return TOKEN_DAYS - Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY));
}

/** When such a token ends. */
export function tokenEnd(since: Date): Date {
  return new Date(since.getTime() + TOKEN_DAYS * DAY);
}
