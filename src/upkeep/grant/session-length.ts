const MINUTE = 60_000;

/** Milliseconds as AWS takes them: `PT8H`, `PT1H30M`. Whole minutes. */
export function isoOf(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / MINUTE);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`;
}

/** Milliseconds of an ISO 8601 duration of hours, minutes and seconds; NaN for anything else. */
export function millisecondsOf(iso: string): number {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(iso);
  if (!parts) return Number.NaN;
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return (hours * 60 + minutes) * MINUTE + seconds * 1000;
}
