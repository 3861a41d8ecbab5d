import { type Check, InvalidValue } from './field.js';

const minutesIn: Readonly<Record<string, number>> = {
  microseconds: 1 / 60_000_000,
  milliseconds: 1 / 60_000,
  seconds: 1 / 60,
  minutes: 1,
  hours: 60,
  days: 1440,
  weeks: 10_080,
};

/** A duration as authentik writes it: `minutes=-5` or `hours=1;minutes=30`. */
export function aDuration(): Check {
  return (value) => {
    if (typeof value === 'string' && !Number.isNaN(minutesOf(value))) return value;
    throw new InvalidValue(`${String(value)} is not in the correct format of 'hours=3;minutes=1'.`);
  };
}

/** A duration in minutes; not a number when it is none. */
export function minutesOf(duration: string): number {
  return duration
    .toLowerCase()
    .split(';')
    .filter((part) => part !== '')
    .reduce((sum, part) => {
      const [unit = '', amount = ''] = part.split('=');
      return sum + (minutesIn[unit.trim()] ?? Number.NaN) * Number(amount || Number.NaN);
    }, 0);
}
