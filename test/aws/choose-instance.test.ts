import { describe, expect, test } from 'vitest';
import { checkKind, chooseInstance } from '../../src/aws/choose-instance.js';
import type { InstanceSummary } from '../../src/aws/instances.js';
import { refusal } from '../saml/refusal.js';

const region = 'eu-central-1';
const own: InstanceSummary = {
  arn: 'arn:aws:sso:::instance/ssoins-6987a1b2c3d4e5f6',
  id: 'ssoins-6987a1b2c3d4e5f6',
  identityStoreId: 'd-99672f8278',
  ownerAccountId: '111122223333',
  status: 'ACTIVE',
  primaryRegion: region,
  regions: [region],
};
const other: InstanceSummary = {
  ...own,
  arn: 'arn:aws:sso:::instance/ssoins-7223046591f7f9f9',
  id: 'ssoins-7223046591f7f9f9',
  name: 'team',
  ownerAccountId: '444455556666',
};

describe('chooses', () => {
  test.each([
    ['the only one', [own], {}],
    ["the organization's of several", [other, own], { managementAccountId: '111122223333' }],
    ['the one named by ARN', [other, own], { instanceArn: own.arn }],
    ['the one named by ID', [other, own], { instanceArn: own.id }],
  ])('%s', (_name, instances, wish) => {
    expect(chooseInstance(instances, { region, ...wish })).toBe(own);
  });
});

describe('refuses', () => {
  test('none, and says how to find the Region', () => {
    const error = refusal(() => chooseInstance([], { region, regionFrom: 'AWS_REGION' }));
    expect(error.message).toBe(
      'There is no IAM Identity Center instance in eu-central-1 (from AWS_REGION)',
    );
    expect(error.next.join('\n')).toContain(
      'https://eu-central-1.console.aws.amazon.com/singlesignon',
    );
    expect(error.next.join('\n')).toContain('--region');
    expect(error.exit).toBe('usage');
  });

  test('several that cannot be told apart, naming each', () => {
    const error = refusal(() => chooseInstance([own, other], { region }));
    expect(error.next).toEqual([`--instance-arn ${own.arn}`, `--instance-arn ${other.arn}`]);
    expect(error.why).toContain('"team" of account 444455556666');
    expect(error.exit).toBe('usage');
  });

  test('a name that is not there', () => {
    const error = refusal(() => chooseInstance([own], { region, instanceArn: other.id }));
    expect(error.message).toContain(other.id);
    expect(error.why).toContain(own.arn);
    const none = refusal(() => chooseInstance([], { region, instanceArn: other.id }));
    expect(none.message).toContain('no IAM Identity Center instance in');
  });

  test('another Region than the primary one', () => {
    const replica = { ...own, primaryRegion: 'us-east-1', regions: ['us-east-1', region] };
    const error = refusal(() => chooseInstance([replica], { region }));
    expect(error.next).toEqual(['Run the same command with --region us-east-1']);
  });

  test.each([
    ['CREATE_IN_PROGRESS', /still setting it up/],
    ['CREATE_FAILED', /could not set it up/],
    ['DELETE_IN_PROGRESS', /being deleted/],
    ['SOMETHING_NEW', /Only an instance that is ACTIVE/],
  ])('an instance that is %s', (status, why) => {
    const error = refusal(() => chooseInstance([{ ...own, status }], { region }));
    expect(error.message).toContain(status);
    expect(error.why).toMatch(why);
  });

  test('an account instance, since it cannot change its identity source', () => {
    const wish = { region, managementAccountId: '111122223333' };
    const error = refusal(() => chooseInstance([other], wish));
    expect(error.message).toContain('cannot change their identity source');
    expect(error.why).toContain('444455556666');
    const later = refusal(() => checkKind({ ...other, kind: 'account', limits: [] }));
    expect(later.message).toBe(error.message);
  });
});

test.each(['organization', 'unknown'] as const)('an instance of kind %s may go on', (kind) => {
  expect(() => checkKind({ ...own, kind, limits: [] })).not.toThrow();
});
