import { isIPv4 } from 'node:net';
import { normaliseAddress } from '../../../src/authentik/address.js';
import { readAcsUrl } from '../../../src/aws/acs-url.js';
import { readIssuer } from '../../../src/aws/issuer.js';
import { readPortalUrl } from '../../../src/aws/portal-url.js';
import { readScimEndpoint } from '../../../src/aws/scim-endpoint.js';
import { parseAuthentikUrl, refusePlainHttp } from '../../../src/settings/values/authentik-url.js';
import { expectShownPlain, outcomeOf, wordsOf } from '../expected.js';
import {
  givenAuthentikUrl,
  pastedAcsUrl,
  pastedIssuer,
  pastedPortal,
  pastedScimEndpoint,
} from '../generators/addresses.js';
import { type Property, property } from '../property.js';

/** Ends of host names that only AWS can have; what stands in front of them is AWS's as well. */
const owned = [
  ...['signin.aws', 'signin.aws.amazon.com', 'signin.amazonaws-us-gov.com', 'signin.amazonaws.cn'],
  ...['signin-fips.amazonaws-us-gov.com', 'awsapps.com', 'awsapps.cn', 'app.aws', 'api.aws'],
  ...['portal.amazonaws.com', 'portal.amazonaws.com.cn', 'app.amazonwebservices.com.cn'],
];

/** Written apart from the readers: by labels from the end, without a pattern. */
function isOfAws(hostname: string): boolean {
  const labels = hostname.split('.');
  const ends = labels.map((_, at) => labels.slice(at).join('.'));
  const scim = labels[0] === 'scim' && labels.length >= 4;
  const byRegion =
    scim && ['amazonaws.com', 'amazonaws.com.cn', 'api.aws'].includes(labels.slice(2).join('.'));
  const portal = ends.some(
    (end) => end.endsWith('.portal.amazonaws.com') || end.endsWith('.portal.amazonaws.com.cn'),
  );
  return byRegion || portal || ends.some((end) => owned.includes(end));
}

function expect(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** Fails for an address that is not plain, not of AWS, or that would be read otherwise. */
function expectOfAws(address: string): void {
  const url = new URL(address);
  expect(/^[!-~]+$/.test(address), `not plain: ${address}`);
  expect(url.protocol === 'https:' && url.port === '', `not https: ${address}`);
  expect(
    url.username + url.password + url.search + url.hash === '',
    `more than a place: ${address}`,
  );
  expect(isOfAws(url.hostname), `not a host of AWS: ${url.hostname}`);
  const path = url.pathname.replace(/\/$/, '');
  expect(`https://${url.hostname}${path}` === address, `not as it is read: ${address}`);
}

function ofAws(
  name: string,
  pasted: typeof pastedAcsUrl,
  read: (text: string) => string,
): Property {
  return property(`${name}: only addresses of AWS, in one form`, pasted, async (text) => {
    const outcome = await outcomeOf(() => read(text));
    if ('refusal' in outcome) {
      expectShownPlain(outcome.refusal);
      expect(!wordsOf(outcome.refusal).includes('user:password'), 'the password is repeated');
      return;
    }
    expectOfAws(outcome.value);
    expect(read(outcome.value) === outcome.value, `read again it differs: ${outcome.value}`);
  });
}

/** By the address itself: a name in front of it, or another spelling of the number, is none. */
function staysHere(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]')
    return true;
  return isIPv4(hostname) && hostname.split('.')[0] === '127';
}

const authentikUrl = property(
  'the address of authentik: https, or this machine',
  givenAuthentikUrl,
  async (text) => {
    const given = await outcomeOf(() => {
      const address = parseAuthentikUrl(text);
      refusePlainHttp(address, false);
      return address;
    });
    const connected = await outcomeOf(() => normaliseAddress(text, false));
    for (const outcome of [given, connected]) {
      if ('refusal' in outcome) {
        expectShownPlain(outcome.refusal);
        expect(!wordsOf(outcome.refusal).includes('password@'), 'the password is repeated');
        continue;
      }
      const url = new URL(outcome.value);
      expect(
        url.protocol === 'https:' || staysHere(url.hostname),
        `in the clear: ${outcome.value}`,
      );
      expect(url.username + url.password + url.search + url.hash === '', outcome.value);
    }
    if ('value' in given) {
      expect('value' in connected && connected.value === given.value, 'two readers differ');
    }
  },
);

/** What is pasted or given as an address. */
export const addressProperties: readonly Property[] = [
  ofAws('ACS URL', pastedAcsUrl, (text) => readAcsUrl(text).url),
  ofAws('issuer', pastedIssuer, (text) => readIssuer(text).url),
  ofAws('access portal', pastedPortal, (text) => readPortalUrl(text).url),
  ofAws('SCIM endpoint', pastedScimEndpoint, (text) => readScimEndpoint(text).url),
  authentikUrl,
];
