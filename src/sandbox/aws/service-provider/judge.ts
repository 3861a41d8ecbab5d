import { CLOCK_SKEW } from './clock.js';
import { checkConditions } from './conditions.js';
import type { TrustedIdentityProvider } from './identity-provider-metadata.js';
import { checkDestination, checkIssuer } from './origin.js';
import { checkReplay, checkRequest, type PendingRequest } from './request.js';
import { readResponseForm } from './response-form.js';
import { provedAssertion } from './signature.js';
import { checkStatus } from './status.js';
import { type ConfirmedSubject, readSubject } from './subject.js';
import { type Acceptance, assumedRefusal, knownRefusal, Refused, type Verdict } from './verdict.js';
import type { ServiceProviderInstance, SignInUser } from './world.js';
import { attribute } from './xml.js';

/** A response, and everything it is held against. */
export interface Hearing {
  /** The SAMLResponse parameter: base64 of the Response. */
  samlResponse: string;
  trust: TrustedIdentityProvider;
  /** The request it comes back with; undefined when the identity provider began by itself. */
  request: PendingRequest | undefined;
  now: Date;
  instance: Pick<ServiceProviderInstance, 'acsUrls' | 'issuer'>;
  /** The IDs of assertions that were accepted before. */
  seenAssertions: { has(id: string): boolean };
  userByName(userName: string): SignInUser | undefined;
}

/**
 * Decides whether a SAML response signs a user in, as AWS documents it and, beyond that, as SAML
 * asks for. Pure: who calls it remembers the assertion of an acceptance.
 */
export function judge(hearing: Hearing): Verdict {
  try {
    return accept(hearing);
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

function accept(hearing: Hearing): Acceptance {
  const { trust, instance, now, request } = hearing;
  const unproved = readResponseForm(hearing.samlResponse);
  const { response } = unproved;
  checkStatus(response);
  const assertion = provedAssertion(unproved, trust.certificates);
  checkIssuer(response, assertion, trust.entityId);
  checkDestination(response, instance.acsUrls);
  const subject = readSubject(assertion, { acsUrls: instance.acsUrls, now });
  const inResponseTo = [attribute(response, 'InResponseTo'), subject.inResponseTo];
  checkRequest({ request, inResponseTo, now });
  const assertionId = attribute(assertion, 'ID') ?? '';
  checkReplay(hearing.seenAssertions.has(assertionId), request);
  checkConditions(assertion, { audience: instance.issuer, now });
  return { ...signIn(subject, hearing), assertionId };
}

/** AWS user guide, troubleshooting: the NameID is matched against the user name, exactly. */
function signIn(
  { nameId, notOnOrAfter }: ConfirmedSubject,
  { userByName }: Hearing,
): Omit<Acceptance, 'assertionId'> {
  const user = userByName(nameId);
  if (user === undefined) {
    throw knownRefusal('user-unknown', `no user of the identity store is named ${nameId}`);
  }
  if (!user.enabled) throw assumedRefusal('user-disabled', `the user ${nameId} is disabled`);
  const rememberUntil = new Date(notOnOrAfter + CLOCK_SKEW);
  return { accepted: true, nameId, userId: user.userId, rememberUntil };
}
