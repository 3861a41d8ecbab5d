import { ExpectedError } from '../basics/errors.js';
import { type Addresses, addressesOf, type InstanceIdentifiers } from './addresses.js';
import { IDENTITY_STORE_ID } from './identifiers.js';
import { hostsOf, isRegionName } from './partitions.js';
import { otherUrl, readPastedUrl, wrongUrl } from './pasted-url.js';

/** An issuer URL of IAM Identity Center and what it is made of. */
export interface Issuer {
  readonly url: string;
  readonly region: string;
  readonly identityStoreId: string;
}

const PATH = /^\/platform\/saml\/([^/]+)\/?$/;

/**
 * Reads an issuer URL: the entity ID of service provider metadata.
 *
 * @throws ExpectedError for every other address, naming what it is where that shows.
 */
export function readIssuer(text: string): Issuer {
  const url = readPastedUrl(text, 'issuer');
  const identityStoreId = PATH.exec(url.pathname)?.[1] ?? '';
  if (!IDENTITY_STORE_ID.test(identityStoreId)) throw otherUrl(url, 'issuer');
  if (url.search !== '' || url.hash !== '') {
    throw wrongUrl('issuer', 'It goes on after the identity store ID with "?" or "#".');
  }
  const region = url.hostname.split('.')[0] ?? '';
  if (!isRegionName(region) || url.hostname !== `${region}.${hostsOf(region).signIn}`) {
    throw wrongUrl('issuer', `Its host ${url.hostname} does not belong to AWS sign-in.`);
  }
  return {
    url: `https://${url.hostname}/platform/saml/${identityStoreId}`,
    region,
    identityStoreId,
  };
}

/**
 * Reads an issuer URL and holds it against the one derived from the instance.
 *
 * @throws ExpectedError when it belongs to another Region or another instance.
 */
export function checkIssuer(text: string, instance: InstanceIdentifiers): Issuer {
  const given = readIssuer(text);
  const expected = addressesOf(instance);
  if (given.url === expected.issuer) return given;
  throw new ExpectedError({
    what: `The issuer URL ${given.url} does not belong to this IAM Identity Center instance`,
    why: difference(given, instance, expected),
    next: [
      'If the file comes from another instance, download it from this one.',
      'If this is the wrong instance: choose by --region and --instance-arn.',
    ],
    exit: 'usage',
  });
}

function difference(given: Issuer, instance: InstanceIdentifiers, expected: Addresses): string {
  if (given.region !== instance.region) {
    return `It is of the Region ${given.region}; the instance is in ${instance.region}.`;
  }
  if (given.identityStoreId !== instance.identityStoreId) {
    return `It is of the identity store ${given.identityStoreId}; the instance has ${instance.identityStoreId}. A switch to or from Active Directory changes it.`;
  }
  return `Expected is ${expected.issuer}.`;
}
