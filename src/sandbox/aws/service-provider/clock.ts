import { assumedRefusal } from './verdict.js';

/**
 * How far the identity provider's clock may be off, in milliseconds. AWS gives no figure and none
 * was verified; a minute forgives ordinary clocks and still shows one that is wrong.
 */
export const CLOCK_SKEW = 60_000;

/** A period of validity as SAML writes it; an absent end or beginning is open. */
export interface Validity {
  notBefore?: string | undefined;
  notOnOrAfter?: string | undefined;
}

/** Throws `Refused` where `now` is outside the validity of what is named, give or take the skew. */
export function checkValidity(what: string, validity: Validity, now: Date): void {
  const begin = validity.notBefore === undefined ? undefined : instant(what, validity.notBefore);
  const end =
    validity.notOnOrAfter === undefined ? undefined : instant(what, validity.notOnOrAfter);
  const time = now.getTime();
  if (begin !== undefined && time < begin - CLOCK_SKEW) {
    throw refusal(what, `is not valid before ${validity.notBefore}`, now);
  }
  if (end !== undefined && time >= end + CLOCK_SKEW) {
    throw refusal(what, `was valid until ${validity.notOnOrAfter}`, now);
  }
}

/** The milliseconds of a SAML instant, which is always UTC. Throws `Refused` for anything else. */
export function instant(what: string, text: string): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw assumedRefusal('time', `the ${what} has a time that cannot be read`);
}

function refusal(what: string, why: string, now: Date): Error {
  return assumedRefusal('time', `the ${what} ${why}, and it is ${now.toISOString()}`);
}
