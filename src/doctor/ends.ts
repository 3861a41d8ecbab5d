import { count, day } from '../basics/words.js';
import { type Finding, ok, problem } from './check.js';

const DAY = 86_400_000;
/** As many days before its end it is a problem, and somebody should know. */
const PROBLEM_DAYS = 30;
const ADVICE_DAYS = 90;

/** Something that ends, in words. */
interface Ending {
  /** Such as `the signing certificate`. */
  readonly what: string;
  /** What happens then, as a clause: `nobody can sign in`. */
  readonly consequence: string;
  readonly remedy: string;
}

/** Judges an end: past, within 30 days, within 90 days, or far. */
export function endFinding(end: Date, now: Date, { what, consequence, remedy }: Ending): Finding {
  const left = Math.floor((end.getTime() - now.getTime()) / DAY);
  const on = day(end);
  if (end <= now) return problem(`${what} ended on ${on}, so ${consequence}`, remedy);
  const text = `${what} ends in ${count(left, 'day')} (${on}), and then ${consequence}`;
  if (left < PROBLEM_DAYS) return problem(text, remedy, { endsSoon: true });
  if (left < ADVICE_DAYS) return problem(text, remedy, { level: 'advice' });
  return ok(`${what} is valid for ${count(left, 'day')} (${on})`);
}
