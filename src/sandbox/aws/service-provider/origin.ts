import { assumedRefusal, knownRefusal } from './verdict.js';
import { attribute, children, namespaces, textOf } from './xml.js';

/**
 * Both the assertion and, where it says so, the response must come from the trusted identity
 * provider. Throws `Refused`.
 */
export function checkIssuer(response: Element, assertion: Element, entityId: string): void {
  const ofResponse = children(response, namespaces.assertion, 'Issuer').map(textOf);
  const ofAssertion = children(assertion, namespaces.assertion, 'Issuer').map(textOf);
  const wrong = [...ofResponse, ...ofAssertion].find((issuer) => issuer !== entityId);
  if (wrong === undefined && ofAssertion.length === 1 && ofResponse.length <= 1) return;
  const named = wrong ?? (ofAssertion.length === 0 ? 'missing' : 'there more than once');
  throw assumedRefusal(
    'issuer',
    `the Issuer is ${named}; the trusted identity provider is ${entityId}`,
  );
}

/** AWS user guide, troubleshooting: the ACS URL must match exactly. Throws `Refused`. */
export function checkDestination(response: Element, acsUrls: readonly string[]): void {
  const destination = attribute(response, 'Destination');
  if (destination !== undefined && acsUrls.includes(destination)) return;
  const named = destination ?? 'missing';
  throw knownRefusal(
    'destination',
    `the response's Destination is ${named}, which is not an ACS URL of this instance`,
  );
}
