import { describe, expect, test } from 'vitest';
import { addressesOf } from '../../src/aws/addresses.js';
import { checkIssuer, readIssuer } from '../../src/aws/issuer.js';
import { refusal } from '../saml/refusal.js';
import { instance, knownValues } from './known-values.js';

const ISSUER = 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672f8278';
const known = knownValues.spMetadata.flatMap(({ issuer, region }) =>
  issuer ? [{ issuer, region }] : [],
);

test.each(known)('the real $issuer is read and is what would be derived', ({ issuer, region }) => {
  const read = readIssuer(issuer);
  expect(read).toMatchObject({ url: issuer, region });
  const { identityStoreId } = read;
  expect(addressesOf({ ...instance, region, identityStoreId }).issuer).toBe(issuer);
});

test.each([`${ISSUER}/`, ` ${ISSUER}\n`, ISSUER])(
  'the issuer of the instance is accepted: "%s"',
  (text) => {
    expect(checkIssuer(text, instance).url).toBe(ISSUER);
  },
);

test.each([
  ['https://us-gov-west-1.signin.amazonaws-us-gov.com/platform/saml/d-99672f8278', 'us-gov-west-1'],
  ['https://cn-north-1.signin.amazonaws.cn/platform/saml/d-99672f8278', 'cn-north-1'],
])('reads %s', (url, region) => {
  expect(readIssuer(url)).toEqual({ url, region, identityStoreId: 'd-99672f8278' });
});

describe('refuses', () => {
  test.each([
    [
      'an ACS URL',
      ISSUER.replace('d-99672f8278', 'acs/2d737f96-55fb-4035-953e-5e24134eb778'),
      /\(ACS\) URL/,
    ],
    ['a SCIM endpoint', 'https://scim.eu-central-1.amazonaws.com/x/scim/v2', /SCIM endpoint/],
    ['a portal', 'https://d-99672f8278.awsapps.com/start', /access portal/],
    [
      'a malformed identity store',
      ISSUER.replace('d-99672f8278', 'd-XYZ'),
      /no address of this form/,
    ],
    ['a look-alike', ISSUER.replace('amazon.com', 'amazon.example.com'), /does not belong to AWS/],
    [
      'the newer host, which AWS does not use for issuers',
      ISSUER.replace('signin.aws.amazon.com', 'sso.signin.aws'),
      /does not belong/,
    ],
    [
      'the host of another partition',
      ISSUER.replace('signin.aws.amazon.com', 'signin.amazonaws.cn'),
      /does not belong/,
    ],
    ['http', ISSUER.replace('https', 'http'), /begins with http:/],
    ['a query', `${ISSUER}?a`, /goes on/],
  ])('%s', (_name, text, why) => {
    expect(refusal(() => readIssuer(text)).why).toMatch(why);
  });

  test.each([
    [
      'another Region',
      ISSUER.replace('eu-central-1', 'us-east-1'),
      /of the Region us-east-1; .* eu-central-1/,
    ],
    [
      'another identity store',
      ISSUER.replace('d-99672f8278', 'd-9066208dac'),
      /d-9066208dac; .* d-99672f8278/,
    ],
  ])('the issuer of %s', (_name, text, why) => {
    const error = refusal(() => checkIssuer(text, instance));
    expect(error.message).toContain('does not belong to this');
    expect(error.why).toMatch(why);
    expect(error.next).toHaveLength(2);
  });
});
