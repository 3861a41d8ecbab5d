/**
 * AWS's own texts of refusals: the only `errorMessage` values of `ExternalIdPDirectoryLogin`
 * records that anyone published (goauthentik/authentik#4554 of 2023; records of 2020 and 2026).
 */
export const awsErrorMessages = {
  nameIdFormat: 'Response contains invalid name id policy format',
  assertionCount: 'Responses must contain exactly one Assertion',
  request: (id: string): string => `Not a valid response for the provided request id: ${id}`,
} as const;

/** What a refusal is about; it decides what the user sees and whether CloudTrail hears of it. */
export type RefusalSubject =
  | 'form'
  | 'assertion-count'
  | 'encryption'
  | 'status'
  | 'signature'
  | 'issuer'
  | 'destination'
  | 'request'
  | 'replay'
  | 'time'
  | 'audience'
  | 'name-id'
  | 'user-unknown'
  | 'user-disabled';

/** Why a response is refused. */
export interface Refusal {
  accepted: false;
  subject: RefusalSubject;
  /** In the sandbox's words, one sentence without a closing stop. */
  reason: string;
  /** AWS's own text, where it is known. */
  awsErrorMessage?: string;
  /** Whether AWS documents or was seen to refuse this; false = nobody verified what AWS does. */
  known: boolean;
}

/** A response that signs somebody in. */
export interface Acceptance {
  accepted: true;
  /** The NameID, which is the user's name exactly. */
  nameId: string;
  userId: string;
  /** To be remembered until `rememberUntil`, so that the assertion works once. */
  assertionId: string;
  rememberUntil: Date;
}

/** What the service provider makes of a response. */
export type Verdict = Acceptance | Refusal;

/** Carries a refusal out of the check that found it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/** A refusal that AWS documents or was seen to make. */
export function knownRefusal(
  subject: RefusalSubject,
  reason: string,
  awsErrorMessage?: string,
): Refused {
  const text = awsErrorMessage === undefined ? {} : { awsErrorMessage };
  return new Refused({ accepted: false, subject, reason, ...text, known: true });
}

/** A refusal that SAML asks for; what AWS does was not verified on a live account. */
export function assumedRefusal(subject: RefusalSubject, reason: string): Refused {
  return new Refused({ accepted: false, subject, reason, known: false });
}
