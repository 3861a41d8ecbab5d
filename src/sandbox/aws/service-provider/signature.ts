import type { UnprovedResponse } from './response-form.js';
import { trustedKeys } from './trusted-keys.js';
import { assumedRefusal } from './verdict.js';
import { verifySignature } from './verify-signature.js';
import { children, descendants, namespaces } from './xml.js';

/**
 * Verifies every signature of a response and gives the assertion as it was signed: parsed again
 * from the canonical text that the signature covers, so that nothing else in the message can be
 * taken for it. At least the assertion or the response must be signed. Which of them AWS asks for
 * is not documented; identity providers that sign the assertion alone are in use with it.
 * Throws `Refused`.
 */
export function provedAssertion(
  unproved: UnprovedResponse,
  certificates: readonly string[],
): Element {
  const { xml, response, assertion } = unproved;
  const ofResponse = signatureOf(response);
  const ofAssertion = signatureOf(assertion);
  refuseStraySignatures(response, [ofResponse, ofAssertion]);
  const keys = trustedKeys(certificates);
  const verify = (owner: Element, signature: Element | undefined): Element | undefined =>
    signature && verifySignature({ xml, response, owner, signature, keys });
  const signedResponse = verify(response, ofResponse);
  const signedAssertion = verify(assertion, ofAssertion);
  const proved = signedAssertion ?? assertionWithin(signedResponse);
  if (proved !== undefined) return proved;
  throw assumedRefusal('signature', 'neither the assertion nor the response is signed');
}

function signatureOf(owner: Element): Element | undefined {
  const [signature, second] = children(owner, namespaces.signature, 'Signature');
  if (second === undefined) return signature;
  throw assumedRefusal('signature', `the ${owner.localName} has more than one signature`);
}

/** Signatures elsewhere carry the hidden original in wrapping attacks. */
function refuseStraySignatures(response: Element, own: readonly (Element | undefined)[]): void {
  const all = descendants(response, namespaces.signature, 'Signature');
  if (all.every((signature) => own.includes(signature))) return;
  throw assumedRefusal('signature', 'a signature stands where SAML has none');
}

function assertionWithin(signedResponse: Element | undefined): Element | undefined {
  return signedResponse && children(signedResponse, namespaces.assertion, 'Assertion')[0];
}
