import { invalid } from './invalid.js';

const form = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/i;
const units = ['d', 'h', 'm', 's', 'ms'];
const milliseconds = [86_400_000, 3_600_000, 60_000, 1_000, 1];

/** How short and how long a duration may be, as a person writes them. */
export interface DurationLimits {
  readonly min: string;
  readonly max: string;
}

/** The milliseconds of `90s` or `1h30m`; `undefined` when the text is no duration. */
export function durationOf(text: string): number | undefined {
  const parts = form.exec(text.trim())?.slice(1);
  if (parts === undefined || parts.every((part) => part === undefined)) return undefined;
  return parts.reduce((sum, part, at) => sum + Number(part ?? 0) * (milliseconds[at] ?? 0), 0);
}

/** Milliseconds as a person writes them: `1h30m`. */
export function durationText(duration: number): string {
  let rest = duration;
  const parts = milliseconds.map((size, at) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : `${count}${units[at]}`;
  });
  return parts.join('') || '0s';
}

/**
 * A reader for durations: numbers with units (d, h, m, s, ms), largest first. The unit is never
 * left out: `10` would be read as seconds by one person and as minutes by another.
 * @returns a function to milliseconds that throws ExpectedError (`usage`)
 */
export function durationWithin({ min, max }: DurationLimits): (text: string) => number {
  const next = `Write a number with its unit, from ${min} to ${max}: 90s, 10m, 1h30m.`;
  return (text) => {
    const duration = durationOf(text);
    if (duration === undefined) throw invalid('This is not a duration', next);
    if (duration < (durationOf(min) ?? 0)) throw invalid('This duration is too short', next);
    if (duration > (durationOf(max) ?? Infinity)) throw invalid('This duration is too long', next);
    return duration;
  };
}
