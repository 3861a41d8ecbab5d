import { describe, expect, test } from 'vitest';
import { addressesOf } from '../../src/aws/addresses.js';
import { consoleHome, consoleLinks } from '../../src/aws/console-links.js';
import { isRegionName, partitionOf } from '../../src/aws/partitions.js';
import { readPortalUrl } from '../../src/aws/portal-url.js';
import { refusal } from '../saml/refusal.js';
import { instance, knownValues } from './known-values.js';

test('the addresses of an instance', () => {
  expect(addressesOf(instance)).toEqual({
    issuer: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672f8278',
    portalUrls: {
      classic: 'https://d-99672f8278.awsapps.com/start',
      ipv4: 'https://ssoins-6987a1b2c3d4e5f6.eu-central-1.portal.amazonaws.com',
      dualStack: 'https://ssoins-6987a1b2c3d4e5f6.portal.eu-central-1.app.aws',
    },
    evidence: 'documented',
  });
});

const withPortal = knownValues.spMetadata.flatMap(({ portal, issuer, instance: id, region }) =>
  portal && issuer ? [{ portal, region, id, storeId: issuer.split('/').at(-1) ?? '' }] : [],
);

test.each(withPortal)(
  'the real portal $portal is derived or an alias',
  ({ portal, region, id, storeId }) => {
    const { portalUrls } = addressesOf({
      region,
      identityStoreId: storeId,
      instanceArn: `arn:aws:sso:::instance/${id ?? 'ssoins-6987a1b2c3d4e5f6'}`,
    });
    if (readPortalUrl(portal).form !== 'alias') expect(Object.values(portalUrls)).toContain(portal);
    else expect(portal).toBe('https://panfactum.awsapps.com/start');
  },
);

test.each([
  ['us-gov-west-1', 'https://start.us-gov-home.awsapps.com/directory/d-99672f8278', 'inferred'],
  [
    'us-gov-east-1',
    'https://start.us-gov-east-1.us-gov-home.awsapps.com/directory/d-99672f8278',
    'inferred',
  ],
  ['cn-north-1', 'https://start.cn-north-1.home.awsapps.cn/directory/d-99672f8278', 'unverified'],
])('in %s the classic portal is %s', (region, classic, evidence) => {
  const addresses = addressesOf({ ...instance, region });
  expect(addresses.portalUrls.classic).toBe(classic);
  expect(addresses.evidence).toBe(evidence);
  for (const url of Object.values(addresses.portalUrls)) expect(readPortalUrl(url).url).toBe(url);
});

test('identifiers of another form are refused', () => {
  expect(refusal(() => addressesOf({ ...instance, identityStoreId: 'd-1' })).message).toMatch(
    /identity store ID/,
  );
  expect(refusal(() => addressesOf({ ...instance, instanceArn: 'ssoins-1' })).message).toMatch(
    /instance ARN/,
  );
});

describe('Regions', () => {
  test.each([
    ['eu-central-1', 'aws'],
    ['ap-southeast-2', 'aws'],
    ['us-gov-east-1', 'aws-us-gov'],
    ['cn-northwest-1', 'aws-cn'],
  ])('%s is in %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });

  test.each(['', 'frankfurt', 'eu-central', 'EU-CENTRAL-1', 'eu-central-1a', 'eu central 1'])(
    '"%s" is none',
    (text) => {
      expect(isRegionName(text)).toBe(false);
      expect(refusal(() => partitionOf(text)).exit).toBe('usage');
    },
  );

  test.each(['us-iso-east-1', 'eusc-de-east-1'])('%s is refused as unknown', (region) => {
    expect(refusal(() => partitionOf(region)).message).toContain('not supported');
  });
});

test('console links lead to the instance', () => {
  const links = consoleLinks(instance);
  const home = 'https://eu-central-1.console.aws.amazon.com/singlesignon/home?region=eu-central-1';
  expect(links).toMatchObject({
    settings: `${home}#!/instances/6987a1b2c3d4e5f6/settings`,
    users: `${home}#!/instances/6987a1b2c3d4e5f6/users`,
  });
});

test('of what plays AWS they lead to its own pages, never into the real console', () => {
  expect(consoleLinks({ ...instance, playedBy: 'http://127.0.0.1:4000' })).toEqual({
    settings: 'http://127.0.0.1:4000/console/settings',
    users: 'http://127.0.0.1:4000/console/users',
  });
});

test('without a usable ARN they lead to the pages of the Region', () => {
  expect(consoleLinks({ region: 'eu-west-1', instanceArn: '?' }).settings).toMatch(
    /region=eu-west-1#!\/settings$/,
  );
});

test.each([
  [
    'us-gov-west-1',
    'https://us-gov-west-1.console.amazonaws-us-gov.com/singlesignon/home?region=us-gov-west-1',
  ],
  ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/singlesignon/home?region=cn-north-1'],
])('the console of %s', (region, url) => {
  expect(consoleHome(region)).toBe(url);
});
