import { XMLSerializer } from '@xmldom/xmldom';
import { assumedRefusal, awsErrorMessages, knownRefusal } from './verdict.js';
import {
  attribute,
  children,
  descendants,
  hasCommentOrInstruction,
  isNamed,
  namespaces,
  parseXml,
} from './xml.js';

/**
 * The greatest length of a SAMLResponse parameter, in characters of base64. AWS limits the
 * assertion to 50,000 characters (AWS user guide, limits); a response around it with two
 * certificates fits into twice that, and base64 adds a third.
 */
export const RESPONSE_LIMIT = 140_000;

/** The greatest length of an assertion, in characters (AWS user guide, limits). */
const ASSERTION_LIMIT = 50_000;

/** A response that has the right form. Nothing in it is proved: no signature was looked at. */
export interface UnprovedResponse {
  xml: string;
  response: Element;
  assertion: Element;
}

/**
 * Decodes a SAMLResponse parameter and checks its form: a Response with one plain Assertion
 * directly in it and no other anywhere. Throws `Refused`.
 */
export function readResponseForm(samlResponse: string): UnprovedResponse {
  const xml = decode(samlResponse);
  const response = parse(xml);
  refuseEncryption(response);
  return { xml, response, assertion: onlyAssertion(response) };
}

function decode(samlResponse: string): string {
  if (samlResponse.length > RESPONSE_LIMIT) {
    throw assumedRefusal('form', `the response is longer than ${RESPONSE_LIMIT} characters`);
  }
  const base64 = samlResponse.replace(/\s/g, '');
  if (base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    throw assumedRefusal('form', 'the response is not base64');
  }
  return Buffer.from(base64, 'base64').toString('utf8');
}

function parse(xml: string): Element {
  let root: Element;
  try {
    root = parseXml(xml);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be read';
    throw assumedRefusal('form', `the response cannot be parsed: ${why}`);
  }
  if (!isNamed(root, namespaces.protocol, 'Response') || attribute(root, 'Version') !== '2.0') {
    throw assumedRefusal('form', 'the message is not a Response of SAML 2.0');
  }
  if (hasCommentOrInstruction(root)) {
    throw assumedRefusal('form', 'the response contains a comment or a processing instruction');
  }
  return root;
}

/** AWS user guide, troubleshooting: encrypted assertions are not supported. */
function refuseEncryption(response: Element): void {
  const encrypted = ['EncryptedAssertion', 'EncryptedID', 'EncryptedAttribute'].some(
    (name) => descendants(response, namespaces.assertion, name).length > 0,
  );
  if (encrypted) {
    throw knownRefusal('encryption', 'the assertion is encrypted, which AWS does not support');
  }
}

function onlyAssertion(response: Element): Element {
  const direct = children(response, namespaces.assertion, 'Assertion');
  const everywhere = descendants(response, namespaces.assertion, 'Assertion');
  const [assertion] = direct;
  // A second assertion anywhere, even within an extension, is what signature wrapping needs.
  if (assertion !== undefined && everywhere.length === 1) return bounded(assertion);
  const status = statusCodes(response);
  const hint =
    everywhere.length === 0 && status !== '' ? ` (the response's status is ${status})` : '';
  throw knownRefusal(
    'assertion-count',
    `the response contains ${everywhere.length} assertions, ${direct.length} of them directly${hint}`,
    awsErrorMessages.assertionCount,
  );
}

function bounded(assertion: Element): Element {
  const { length } = new XMLSerializer().serializeToString(assertion);
  if (length <= ASSERTION_LIMIT) return assertion;
  throw knownRefusal(
    'form',
    `the assertion has ${length} characters; AWS takes ${ASSERTION_LIMIT}`,
  );
}

/** The status codes of a response, the outer first; empty where it has none. */
export function statusCodes(response: Element): string {
  return descendants(response, namespaces.protocol, 'StatusCode')
    .map((code) => attribute(code, 'Value') ?? 'without a value')
    .join(', ');
}
