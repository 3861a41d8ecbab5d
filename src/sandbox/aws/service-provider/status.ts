import { statusCodes } from './response-form.js';
import { assumedRefusal } from './verdict.js';
import { attribute, children, namespaces } from './xml.js';

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/**
 * The identity provider must say that it signed the user in. A response with another status
 * usually has no assertion either, and is refused for that, in AWS's own words, before.
 */
export function checkStatus(response: Element): void {
  const outer = children(response, namespaces.protocol, 'Status').flatMap((status) =>
    children(status, namespaces.protocol, 'StatusCode'),
  );
  const [code] = outer;
  if (code !== undefined && outer.length === 1 && attribute(code, 'Value') === SUCCESS) return;
  const codes = statusCodes(response) || 'missing';
  throw assumedRefusal('status', `the identity provider did not report success (status: ${codes})`);
}
