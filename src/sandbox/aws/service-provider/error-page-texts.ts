import type { RefusalSubject } from './verdict.js';

const UNEXPECTED = 'An unexpected error has occurred';
const NOT_YOU = "It's not you, it is us";
const LATER = "We couldn't complete your request right now. Please try again later.";
const WRONG_CODE = "Looks like this code isn't right. Please try again";

/**
 * What AWS shows a user whose sign-in it refuses. It tells little on purpose. The texts are AWS's;
 * which one goes with which cause is as the sources after each say, and assumed for the rest.
 */
export const errorPageTexts: Readonly<Record<RefusalSubject, string>> = {
  // AWS user guide, troubleshooting: certificate mismatch and wrong clocks.
  signature: NOT_YOU,
  time: NOT_YOU,
  // AWS user guide, troubleshooting: count, encryption, ACS mismatch.
  'assertion-count': UNEXPECTED,
  encryption: UNEXPECTED,
  destination: UNEXPECTED,
  // goauthentik/authentik#4554: a NameID of the wrong format.
  'name-id': LATER,
  // zitadel/zitadel#8601, MicrosoftDocs/entra-docs#189: a NameID that is no user's name.
  'user-unknown': WRONG_CODE,
  'user-disabled': WRONG_CODE,
  form: LATER,
  status: LATER,
  issuer: LATER,
  request: LATER,
  replay: LATER,
  audience: LATER,
};
