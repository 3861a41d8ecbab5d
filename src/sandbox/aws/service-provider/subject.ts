import { checkValidity, instant } from './clock.js';
import { assumedRefusal, awsErrorMessages, knownRefusal } from './verdict.js';
import { attribute, children, namespaces } from './xml.js';

const EMAIL_ADDRESS = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** What a confirmation of the subject must name. */
export interface ExpectedConfirmation {
  acsUrls: readonly string[];
  now: Date;
}

/** Who an assertion is about, and what it says of its own use. */
export interface ConfirmedSubject {
  nameId: string;
  /** The request that the assertion answers; undefined in an identity-provider-initiated one. */
  inResponseTo: string | undefined;
  /** The end of its use, in milliseconds since 1970. */
  notOnOrAfter: number;
}

/** Reads the Subject of a proved assertion. Throws `Refused`. */
export function readSubject(assertion: Element, expected: ExpectedConfirmation): ConfirmedSubject {
  const [subject, second] = children(assertion, namespaces.assertion, 'Subject');
  if (subject === undefined || second !== undefined) {
    throw assumedRefusal('name-id', 'the assertion has no Subject, or more than one');
  }
  return { nameId: readNameId(subject), ...readConfirmation(subject, expected) };
}

/** AWS takes one format alone (AWS user guide, other-idps); the text was seen in January 2023. */
function readNameId(subject: Element): string {
  const [nameId, second] = children(subject, namespaces.assertion, 'NameID');
  if (nameId === undefined || second !== undefined) {
    throw assumedRefusal('name-id', 'the Subject has no NameID, or more than one');
  }
  const format = attribute(nameId, 'Format') ?? 'none';
  if (format !== EMAIL_ADDRESS) {
    throw knownRefusal(
      'name-id',
      `the NameID's format is ${format}; AWS takes ${EMAIL_ADDRESS} only`,
      awsErrorMessages.nameIdFormat,
    );
  }
  const value = nameId.textContent ?? '';
  // An addr-spec as far as AWS's page asks for one: name@domain, no white space.
  if (/^[^\s@]+@[^\s@]+$/.test(value)) return value;
  throw knownRefusal('name-id', 'the NameID is not an e-mail address (name@domain)');
}

function readConfirmation(
  subject: Element,
  expected: ExpectedConfirmation,
): Omit<ConfirmedSubject, 'nameId'> {
  const all = children(subject, namespaces.assertion, 'SubjectConfirmation')
    .filter((confirmation) => attribute(confirmation, 'Method') === BEARER)
    .flatMap((bearer) => children(bearer, namespaces.assertion, 'SubjectConfirmationData'));
  const [data] = all;
  if (data === undefined || all.length > 1) {
    throw assumedRefusal('form', 'the Subject has no bearer confirmation, or more than one');
  }
  checkRecipient(data, expected.acsUrls);
  return { inResponseTo: attribute(data, 'InResponseTo'), notOnOrAfter: endOfUse(data, expected) };
}

/** AWS user guide, troubleshooting: the ACS URL must match exactly. */
function checkRecipient(data: Element, acsUrls: readonly string[]): void {
  const recipient = attribute(data, 'Recipient');
  if (recipient !== undefined && acsUrls.includes(recipient)) return;
  throw knownRefusal(
    'destination',
    `the assertion's Recipient is ${recipient ?? 'missing'}, which is not an ACS URL of this instance`,
  );
}

function endOfUse(data: Element, { now }: ExpectedConfirmation): number {
  const notOnOrAfter = attribute(data, 'NotOnOrAfter');
  if (notOnOrAfter === undefined) {
    throw assumedRefusal('time', "the subject confirmation doesn't say until when it is valid");
  }
  const notBefore = attribute(data, 'NotBefore');
  checkValidity('subject confirmation', { notBefore, notOnOrAfter }, now);
  return instant('subject confirmation', notOnOrAfter);
}
