import { describe, expect, test } from 'vitest';
import { readAcsUrl } from '../../src/aws/acs-url.js';
import { chooseAcs } from '../../src/aws/choose-acs.js';
import { readServiceProviderMetadata } from '../../src/saml/service-provider-metadata.js';
import { attachment } from '../saml/recordings.js';
import { refusal } from '../saml/refusal.js';

const acs = (host: string) => readAcsUrl(`https://${host}/platform/saml/acs/abc`);
const classic = acs('eu-central-1.signin.aws.amazon.com');
const ipv4 = acs('eu-central-1.signin.aws');
const dual = acs('eu-central-1.sso.signin.aws');
const elsewhere = acs('us-east-1.sso.signin.aws');

const region = 'eu-central-1';
const before = { region, createdDate: new Date('2024-05-01T00:00:00Z') };
const after = { region, createdDate: new Date('2026-02-03T00:00:00Z') };
const unknown = { region };

describe('chooses', () => {
  test.each([
    [
      'the classic host before February 2026',
      [dual, ipv4, classic],
      before,
      classic,
      'classic',
      /2024-05-01.*requires this URL/,
    ],
    ['IPv4 from then on', [classic, dual, ipv4], after, ipv4, 'ipv4', /2026-02-03.*newer hosts/],
    ['dual-stack where there is no IPv4', [classic, dual], after, dual, 'dualStack', /dual-stack/],
    [
      'the classic host when the date is unknown',
      [dual, classic],
      unknown,
      classic,
      'classic',
      /not known/,
    ],
    [
      'IPv4 when the date is unknown and there is no classic one',
      [dual, ipv4],
      unknown,
      ipv4,
      'ipv4',
      /not known.*signin\.aws\.amazon\.com/,
    ],
    [
      'IPv4 where the classic one is missing, and says so',
      [dual, ipv4],
      before,
      ipv4,
      'ipv4',
      /was not given.*View ACS URLs/,
    ],
    [
      'the classic one where it is all there is, and says so',
      [classic],
      after,
      classic,
      'classic',
      /may fail/,
    ],
    ['the primary Region', [elsewhere, dual], after, dual, 'dualStack', /dual-stack/],
  ] as const)('%s', (_name, urls, instance, chosen, portal, because) => {
    const choice = chooseAcs(urls, instance);
    expect(choice.chosen).toBe(chosen);
    expect(choice.portal).toBe(portal);
    expect(choice.because).toMatch(because);
  });

  test('the boundary is the first of February 2026', () => {
    const at = (iso: string) =>
      chooseAcs([classic, ipv4], { region, createdDate: new Date(iso) }).chosen;
    expect(at('2026-01-31T23:59:59Z')).toBe(classic);
    expect(at('2026-02-01T00:00:00Z')).toBe(ipv4);
  });

  test('in GovCloud the URL of the Region', () => {
    const gov = acs('us-gov-west-1.signin.amazonaws-us-gov.com');
    const choice = chooseAcs([gov], { region: 'us-gov-west-1' });
    expect(choice.chosen).toBe(gov);
    expect(choice.because).toMatch(/not documented/);
  });
});

test('tells what each of the others is for, each once', () => {
  const { others } = chooseAcs([classic, classic, ipv4, dual, elsewhere, dual], before);
  expect(others).toEqual([
    { url: ipv4, purpose: expect.stringContaining('AWS CLI') },
    { url: dual, purpose: expect.stringContaining('dual-stack access portal') },
    { url: elsewhere, purpose: 'sign-in to the additional Region us-east-1' },
  ]);
});

test('refuses URLs of other Regions only, and none', () => {
  const error = refusal(() => chooseAcs([elsewhere], unknown));
  expect(error.message).toContain('None of the ACS URLs is of eu-central-1');
  expect(error.why).toBe('They are of us-east-1.');
  expect(refusal(() => chooseAcs([], unknown)).why).toBe('No ACS URL was given.');
});

test('works on metadata from end to end', () => {
  const metadata = readServiceProviderMetadata(attachment('aws-sp-metadata.xml'));
  const urls = metadata.assertionConsumerServices.map(({ url }) => readAcsUrl(url));
  expect(chooseAcs(urls, before).chosen.family).toBe('classic');
  expect(chooseAcs(urls, after).chosen.family).toBe('dual-stack');
});
