import { describe, expect, test } from 'vitest';
import { checkPortalUrl, readPortalUrl } from '../../src/aws/portal-url.js';
import { refusal } from '../saml/refusal.js';
import { instance, knownValues } from './known-values.js';

const ID = 'ssoins-72238d4e4906358a';

const real = knownValues.spMetadata.flatMap(({ portal }) => (portal ? [portal] : []));

test.each(real)('reads the real %s', (portal) => {
  expect(readPortalUrl(portal).url).toBe(portal);
});

test.each([
  ['https://d-99672f8278.awsapps.com/start', 'classic', 'd-99672f8278', undefined],
  ['https://my-company.awsapps.com/start', 'alias', 'my-company', undefined],
  [`https://${ID}.us-east-1.portal.amazonaws.com`, 'ipv4', ID, 'us-east-1'],
  [`https://${ID}.portal.us-east-1.app.aws`, 'dual-stack', ID, 'us-east-1'],
  [
    'https://start.us-gov-home.awsapps.com/directory/d-99672f8278',
    'classic',
    'd-99672f8278',
    undefined,
  ],
  [
    'https://start.us-gov-east-1.us-gov-home.awsapps.com/directory/acme',
    'alias',
    'acme',
    'us-gov-east-1',
  ],
  ['https://start.home.awsapps.cn/directory/acme', 'alias', 'acme', undefined],
  [
    'https://start.cn-north-1.home.awsapps.cn/directory/d-99672f8278',
    'classic',
    'd-99672f8278',
    'cn-north-1',
  ],
  [`https://${ID}.cn-north-1.portal.amazonaws.com.cn`, 'ipv4', ID, 'cn-north-1'],
  [`https://${ID}.portal.cn-north-1.app.amazonwebservices.com.cn`, 'dual-stack', ID, 'cn-north-1'],
])('reads %s', (url, form, name, region) => {
  expect(readPortalUrl(url)).toEqual({ url, form, name, region });
});

test.each([
  ['https://d-99672f8278.awsapps.com/start/', 'https://d-99672f8278.awsapps.com/start'],
  ['https://d-99672f8278.awsapps.com/start#/', 'https://d-99672f8278.awsapps.com/start'],
  [
    'https://d-99672f8278.awsapps.com/start/#/?tab=accounts',
    'https://d-99672f8278.awsapps.com/start',
  ],
  [` https://${ID}.portal.us-east-1.app.aws/ `, `https://${ID}.portal.us-east-1.app.aws`],
])('%s is written as AWS does', (text, url) => {
  expect(readPortalUrl(text).url).toBe(url);
});

describe('refuses', () => {
  test.each([
    ['a SCIM endpoint', 'https://scim.us-east-1.amazonaws.com/abc/scim/v2', /SCIM endpoint/],
    ['an ACS URL', 'https://us-east-1.signin.aws/platform/saml/acs/abc', /\(ACS\) URL/],
    [
      'an issuer',
      'https://us-east-1.signin.aws.amazon.com/platform/saml/d-99672f8278',
      /issuer URL/,
    ],
    ['the CLI form', `https://identitycenter.amazonaws.com/${ID}`, /AWS CLI/],
    ['the console', 'https://console.aws.amazon.com/singlesignon', /AWS console/],
    [
      'a missing end',
      'https://d-99672f8278.awsapps.com/',
      /end is missing: https:\/\/d-99672f8278.awsapps.com\/start/,
    ],
    ['another path', 'https://d-99672f8278.awsapps.com/console', /no address of this form/],
    ['a query', 'https://d-99672f8278.awsapps.com/start?x=1', /"\?"/],
    [
      'a look-alike',
      'https://d-99672f8278.awsapps.com.example.com/start',
      /no address of this form/,
    ],
    ['a sub-domain', 'https://a.b.awsapps.com/start', /no address of this form/],
    ['a host that only ends alike', 'https://evilawsapps.com/start', /no address of this form/],
    [
      'no instance before .portal.',
      'https://acme.portal.us-east-1.app.aws',
      /no address of this form/,
    ],
    ['http', 'http://d-99672f8278.awsapps.com/start', /begins with http:/],
    ['user information', 'https://aws@d-99672f8278.awsapps.com/start', /user name or password/],
    ['foreign letters', 'https://асme.awsapps.com/start', /only look like/],
  ])('%s', (_name, text, why) => {
    expect(refusal(() => readPortalUrl(text)).why).toMatch(why);
  });
});

test.each([
  'https://d-99672f8278.awsapps.com/start',
  'https://any-alias.awsapps.com/start',
  'https://ssoins-6987a1b2c3d4e5f6.eu-central-1.portal.amazonaws.com',
  'https://ssoins-6987a1b2c3d4e5f6.portal.us-west-2.app.aws/',
])('%s can be the portal of the instance', (text) => {
  expect(checkPortalUrl(text, instance).url).toBe(text.replace(/\/$/, ''));
});

test.each(['https://d-9066208dac.awsapps.com/start', `https://${ID}.portal.eu-central-1.app.aws`])(
  '%s is the portal of another instance',
  (text) => {
    const error = refusal(() => checkPortalUrl(text, instance));
    expect(error.message).toContain('does not belong to this');
    expect(error.why).toContain('https://d-99672f8278.awsapps.com/start');
  },
);
