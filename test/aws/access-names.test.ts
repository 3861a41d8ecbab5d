import { describe, expect, test } from 'vitest';
import { explainReason } from '../../src/aws/failure-reasons.js';
import { customerPolicyOf, managedPolicyArn } from '../../src/aws/managed-policies.js';
import { shortcutLink } from '../../src/aws/portal-links.js';

test.each([
  ['ReadOnlyAccess', 'eu-central-1', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
  ['ViewOnlyAccess', 'eu-central-1', 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'],
  ['job-function/Billing', 'us-gov-west-1', 'arn:aws-us-gov:iam::aws:policy/job-function/Billing'],
  ['/service-role/X', 'cn-north-1', 'arn:aws-cn:iam::aws:policy/service-role/X'],
  ['arn:aws:iam::aws:policy/X', 'cn-north-1', 'arn:aws:iam::aws:policy/X'],
])('the AWS managed policy %s in %s is %s', (name, region, arn) => {
  expect(managedPolicyArn(name, region)).toBe(arn);
});

test.each([
  ['ReadLogs', 'ReadLogs', '/'],
  ['/ReadLogs', 'ReadLogs', '/'],
  ['team/ops/ReadLogs', 'ReadLogs', '/team/ops/'],
])('the customer-managed policy %s is %s below %s', (text, name, path) => {
  expect(customerPolicyOf(text)).toEqual({ name, path });
});

test('a shortcut link has the form of the user guide, and only there', () => {
  expect(shortcutLink('https://d-1234567890.awsapps.com/start', '111122223333', 'A+B')).toBe(
    'https://d-1234567890.awsapps.com/start/#/console?account_id=111122223333&role_name=A%2BB',
  );
  const dualStack = 'https://ssoins-1234567890abcdef.portal.eu-central-1.app.aws';
  expect(shortcutLink(dualStack, '111122223333', 'A')).toBeUndefined();
});

describe('why an assignment failed', () => {
  test.each([
    [
      'Received a 404 status error: Not supported policy arn:aws:iam::111122223333:policy/team/Logs.',
      'the account has no policy team/Logs',
      'Make the customer-managed policy team/Logs there',
    ],
    [
      'Received a 404 status error: Not supported policy arn:aws:iam::aws:policy/Nope.',
      'AWS manages no policy Nope',
      '--policy ARN',
    ],
    [
      'Received a 403 status error: Access denied by IAM. Please check your policy.',
      'Access denied by IAM',
      'service control policy',
    ],
    [
      'Received a 404 status error: the GROUP assignee g-1 was not found in directory d-1.',
      'assignee g-1 was not found',
      'once the group or user is there',
    ],
    ['Cannot exceed quota for PoliciesPerRole: 10', 'PoliciesPerRole', 'quota raised'],
  ])('%s', (words, reason, next) => {
    const explained = explainReason(words);
    expect(explained.reason).toContain(reason);
    expect(explained.next).toContain(next);
  });

  test('what is not known stands as AWS said it', () => {
    const words = 'An unexpected internal service exception was encountered';
    expect(explainReason(words)).toEqual({ reason: words });
    expect(explainReason(undefined)).toEqual({ reason: 'AWS gave no reason' });
  });
});
