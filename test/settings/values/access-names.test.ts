import { describe, expect, test } from 'vitest';
import {
  parseAccount,
  parseCustomerPolicy,
  parseManagedPolicy,
  parsePermissionSet,
} from '../../../src/settings/values/access-names.js';
import { troubleOf } from '../trouble.js';

describe('an account', () => {
  test.each([
    ['111122223333', '111122223333'],
    [' 1111-2222-3333 ', '111122223333'],
    ['Log archive', 'Log archive'],
    ['all', 'all'],
  ])('%j is %j', (text, value) => {
    expect(parseAccount(text)).toBe(value);
  });

  test.each(['', '1111222233', '1111222233334', 'a\nb'])('%j is none', (text) => {
    expect(troubleOf(() => parseAccount(text)).exit).toBe('usage');
  });
});

describe('a policy that AWS manages', () => {
  test.each([
    'ViewOnlyAccess',
    'job-function/Billing',
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'arn:aws-us-gov:iam::aws:policy/job-function/Billing',
  ])('%s is taken', (text) => {
    expect(parseManagedPolicy(` ${text} `)).toBe(text);
  });

  test.each(['', 'View only', 'arn:aws:s3:::bucket', 'a//b', 'team/'])('%j is none', (text) => {
    expect(troubleOf(() => parseManagedPolicy(text)).exit).toBe('usage');
  });

  test('one of an account is sent to its own flag', () => {
    const trouble = troubleOf(() => parseManagedPolicy('arn:aws:iam::111122223333:policy/Mine'));
    expect(trouble.next[0]).toContain('--customer-policy');
  });
});

test.each(['ReadLogs', 'team/ReadLogs', '/team/ops/ReadLogs'])(
  'the customer-managed policy %s is taken',
  (text) => {
    expect(parseCustomerPolicy(text)).toBe(text);
  },
);

describe('a permission set', () => {
  test.each([
    'Ops+1=2,.@-_',
    'x'.repeat(32),
    'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef',
  ])('%s is taken', (text) => {
    expect(parsePermissionSet(text)).toBe(text);
  });

  test.each(['', 'x'.repeat(33), 'View only', 'arn:aws:sso:::permissionSet/x/ps-1'])(
    '%j is none',
    (text) => {
      expect(troubleOf(() => parsePermissionSet(text)).exit).toBe('usage');
    },
  );
});
