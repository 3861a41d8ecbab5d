import { describe, expect, test } from 'vitest';
import { readAcsUrl, readAcsUrls } from '../../src/aws/acs-url.js';
import { refusal } from '../saml/refusal.js';
import { knownValues } from './known-values.js';

const TENANT = '2d737f96-55fb-4035-953e-5e24134eb778';
const CLASSIC = `https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/${TENANT}`;

test.each(knownValues.spMetadata)('reads the real $acs', ({ acs, region }) => {
  const read = readAcsUrl(acs);
  expect(read).toMatchObject({ url: acs, region, tenant: acs.split('/').at(-1) });
  expect(read.family).toBe(acs.includes('.sso.signin.aws/') ? 'dual-stack' : 'classic');
});

test.each([
  ['https://eu-central-1.signin.aws/platform/saml/acs/1111-aaee', 'eu-central-1', 'ipv4'],
  ['https://ap-southeast-2.sso.signin.aws/platform/saml/acs/a', 'ap-southeast-2', 'dual-stack'],
  ['https://us-gov-west-1.signin.amazonaws-us-gov.com/platform/saml/acs/a', 'us-gov-west-1', 'gov'],
  [
    'https://us-gov-east-1.sso.signin-fips.amazonaws-us-gov.com/platform/saml/acs/a',
    'us-gov-east-1',
    'gov',
  ],
  ['https://cn-north-1.signin.amazonaws.cn/platform/saml/acs/a', 'cn-north-1', 'china'],
])('reads %s', (url, region, family) => {
  expect(readAcsUrl(url)).toEqual({ url, region, family, tenant: url.split('/').at(-1) });
});

test.each([
  ['white space around it', `  ${CLASSIC}\n`],
  ['quotes', `"${CLASSIC}"`],
  ['angle brackets', `<${CLASSIC}>`],
  ['a closing slash', `${CLASSIC}/`],
  ['capitals in the host', CLASSIC.replace('eu-central-1.signin', 'EU-Central-1.SignIn')],
])('takes off %s', (_name, text) => {
  expect(readAcsUrl(text).url).toBe(CLASSIC);
});

describe('names what was pasted instead:', () => {
  test.each([
    ['https://scim.eu-central-1.amazonaws.com/abc/scim/v2', /It is a SCIM endpoint/],
    ['https://scim.eu-central-1.api.aws/abc/scim/v2/', /It is a SCIM endpoint/],
    ['https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672f8278', /issuer URL/],
    ['https://d-99672f8278.awsapps.com/start', /It is an AWS access portal sign-in URL/],
    ['https://ssoins-72238d4e4906358a.portal.us-east-1.app.aws', /access portal/],
    ['https://ssoins-72238d4e4906358a.us-east-1.portal.amazonaws.com', /access portal/],
    ['https://eu-central-1.console.aws.amazon.com/singlesignon/home', /address of the AWS console/],
    ['https://identitycenter.amazonaws.com/ssoins-72238d4e4906358a', /start URL of the AWS CLI/],
    ['https://auth.example.com/application/saml/aws/', /no address of this form/],
  ])('%s', (text, why) => {
    const error = refusal(() => readAcsUrl(text));
    expect(error.message).toMatch(/^This is not an IAM Identity Center Assertion Consumer Service/);
    expect(error.why).toMatch(why);
    expect(error.next.join()).toContain('Assertion Consumer Service (ACS) URL');
  });
});

describe('refuses', () => {
  test.each([
    ['nothing', ' ', /Nothing was given/],
    ['a word', 'acs', /begins with https/],
    ['http', CLASSIC.replace('https', 'http'), /begins with http:/],
    [
      'another scheme',
      'javascript://eu-central-1.signin.aws/platform/saml/acs/a',
      /begins with javascript:/,
    ],
    ['a port', CLASSIC.replace('.com/', '.com:8443/'), /names a port/],
    ['the default port', CLASSIC.replace('.com/', '.com:443/'), /names a port/],
    ['a query', `${CLASSIC}?x=1`, /goes on after the tenant/],
    ['a fragment', `${CLASSIC}#x`, /goes on after the tenant/],
    ['two addresses', `${CLASSIC} ${CLASSIC}`, /white space/],
    ['no tenant', CLASSIC.replace(TENANT, ''), /tenant after \/acs\//],
    ['a longer path', `${CLASSIC}/more`, /no address of this form/],
    ['an encoded path', CLASSIC.replace('/acs/', '%2Facs%2F'), /no address of this form/],
    [
      'a look-alike host',
      CLASSIC.replace('.amazon.com', '.amazon.com.example.com'),
      /does not belong to AWS/,
    ],
    [
      'a look-alike domain',
      CLASSIC.replace('signin.aws.amazon.com', 'signin-aws.amazon.com'),
      /does not belong/,
    ],
    ['a host without a Region', CLASSIC.replace('eu-central-1.', ''), /names no Region/],
    [
      'another top-level domain',
      CLASSIC.replace('signin.aws.amazon.com', 'signin.awss'),
      /does not belong/,
    ],
    ['a trailing dot', CLASSIC.replace('.com/', '.com./'), /does not belong/],
    ['foreign letters', CLASSIC.replace('amazon', 'аmazon'), /only look like/],
    ['a backslash trick', CLASSIC.replace('eu-', 'example.com\\@eu-'), /user name or password/],
  ])('%s', (_name, text, why) => {
    expect(refusal(() => readAcsUrl(text)).why).toMatch(why);
  });

  test('a password before the host, without repeating it', () => {
    const error = refusal(() => readAcsUrl(CLASSIC.replace('//', '//alice:hunter2secret@')));
    expect(error.why).toMatch(/user name or password/);
    expect(JSON.stringify([error.message, error.why, error.next])).not.toContain('hunter2secret');
  });
});

test('several copied at once are all read', () => {
  const dual = CLASSIC.replace('signin.aws.amazon.com', 'sso.signin.aws');
  expect(readAcsUrls(`${CLASSIC}\n${dual},\n`).map(({ url }) => url)).toEqual([CLASSIC, dual]);
  expect(refusal(() => readAcsUrls(' ')).why).toMatch(/Nothing/);
  expect(refusal(() => readAcsUrls(`${CLASSIC} https://example.com`)).why).toMatch(/example\.com/);
});
