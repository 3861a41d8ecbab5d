import { describe, expect, test } from 'vitest';
import { readScimEndpoint } from '../../src/aws/scim-endpoint.js';
import { refusal } from '../saml/refusal.js';
import { instance, knownValues } from './known-values.js';

const GOOD = 'https://scim.eu-central-1.amazonaws.com/c468b408-d011-70d7/scim/v2';
const real = knownValues.spMetadata.flatMap(({ scim, region }) => (scim ? [{ scim, region }] : []));

test.each(real)('reads the real $scim', ({ scim, region }) => {
  const { url, ...rest } = readScimEndpoint(scim, { instance: { region } });
  expect(url).toBe(scim.replace(/\/$/, ''));
  expect(rest).toMatchObject({ region, family: 'ipv4', partition: 'aws' });
});

test.each([
  ['https://scim.eu-central-1.amazonaws.com', 'ipv4', 'eu-central-1', 'aws'],
  ['https://scim.eu-central-1.api.aws', 'dual-stack', 'eu-central-1', 'aws'],
  ['https://scim.us-gov-west-1.amazonaws.com', 'ipv4', 'us-gov-west-1', 'aws-us-gov'],
  ['https://scim.cn-north-1.amazonaws.com.cn', 'ipv4', 'cn-north-1', 'aws-cn'],
])('reads one at %s', (origin, family, region, partition) => {
  // AWS's own example, whose first group has eleven characters.
  const tenant = '11111111111-2222-3333-4444-555555555555';
  const url = `${origin}/${tenant}/scim/v2`;
  expect(readScimEndpoint(url)).toEqual({ url, tenant, family, region, partition });
});

test.each([`${GOOD}/`, `  ${GOOD}\n`, `"${GOOD}"`, `<${GOOD}>`, GOOD.replace('scim.', 'SCIM.')])(
  '%j is made anew of its parts',
  (text) => {
    expect(readScimEndpoint(text, { instance }).url).toBe(GOOD);
  },
);

describe('refuses', () => {
  test.each([
    ['nothing', '  ', /Nothing was given/],
    ['an ACS URL', 'https://eu-central-1.signin.aws/platform/saml/acs/abc', /\(ACS\) URL/],
    ['an issuer', 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-1', /issuer URL/],
    ['the portal', 'https://d-99672f8278.awsapps.com/start', /access portal/],
    ['the console', 'https://eu-central-1.console.aws.amazon.com/singlesignon', /AWS console/],
    ['a missing end', 'https://scim.eu-central-1.amazonaws.com/abc', /Perhaps \S+\/abc\/scim\/v2$/],
    ['half an end', 'https://scim.eu-central-1.amazonaws.com/abc/scim', /\/abc\/scim\/v2$/],
    ['a missing tenant', 'https://scim.eu-central-1.amazonaws.com/scim/v2', /tenant is missing/],
    ['the host alone', 'https://scim.eu-central-1.amazonaws.com/', /tenant is missing/],
    ['a resource', `${GOOD}/Users`, /goes on after \/scim\/v2/],
    ['a query', `${GOOD}?x=1`, /"\?" or "#"/],
    ['a fragment', `${GOOD}#x`, /"\?" or "#"/],
    ['a path with more parts', 'https://scim.eu-central-1.amazonaws.com/a/b/scim/v2', /this form/],
    ['http', GOOD.replace('https:', 'http:'), /begins with http:/],
    ['a user name', GOOD.replace('//', '//aws@'), /user name or password/],
    ['a port', GOOD.replace('.com/', '.com:8443/'), /names a port/],
    ['the default port', GOOD.replace('.com/', '.com:443/'), /names a port/],
    ['two addresses', `${GOOD} ${GOOD}`, /white space/],
    ['foreign letters', GOOD.replace('scim.', 'sсim.'), /only look like/],
    ['loopback', 'http://127.0.0.1:4566/abc/scim/v2', /begins with http:/],
  ])('%s', (_name, text, why) => {
    const error = refusal(() => readScimEndpoint(text));
    expect(error.message).toBe('This is not a SCIM endpoint');
    expect(error.why).toMatch(why);
    expect(error.next.join()).toContain('Manage provisioning');
  });

  test.each([
    'scim.eu-central-1.amazonaws.com.example.com',
    'scim.eu-central-1.amazonaws.com.evil',
    'scim-eu-central-1.amazonaws.com',
    'evilscim.eu-central-1.amazonaws.com',
    'x.scim.eu-central-1.amazonaws.com',
    'scim.eu-central-1.api.aws.example.com',
    'scim.eu-central-1.amazonaws.co',
    'scim.eu-central-1.amazonaws.com.cn',
    'scim.cn-north-1.amazonaws.com',
    'scim.cn-north-1.api.aws',
    'scim.nowhere.amazonaws.com',
    'scim.example.com',
    'authentik.example.com',
  ])('the host %s', (host) => {
    const error = refusal(() => readScimEndpoint(`https://${host}/abc/scim/v2`));
    expect(error.why).toContain(`Its host ${host} is not AWS's`);
  });

  test('a Region whose addresses are not known', () => {
    const text = 'https://scim.us-iso-east-1.amazonaws.com/abc/scim/v2';
    expect(refusal(() => readScimEndpoint(text)).message).toContain('us-iso-east-1');
  });

  test('the endpoint of another Region, naming both', () => {
    const text = 'https://scim.us-east-1.amazonaws.com/abc/scim/v2';
    const error = refusal(() => readScimEndpoint(text, { instance }));
    expect(error.message).toContain('does not belong to this IAM Identity Center instance');
    expect(error.why).toMatch(/us-east-1.*eu-central-1/);
  });

  test.each(['canary-token-3kQ9', 'canary-token-3kQ9+/==', 'Bearer canary-token-3kQ9'])(
    'the token %j in its place, without repeating it',
    (token) => {
      const error = refusal(() => readScimEndpoint(token));
      expect(error.why).toContain('not an address that begins with https://');
      expect(JSON.stringify([error.message, error.why, error.next])).not.toContain('canary');
    },
  );
});
