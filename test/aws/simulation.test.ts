import { describe, expect, test } from 'vitest';
import { AwsError } from '../../src/aws/errors.js';
import { onSandbox } from './on-sandbox.js';

const action = 'sso-directory:CreateBearerToken';

describe('the policy simulator', () => {
  test('is asked about the user that calls', async () => {
    const { aws, sandbox } = await onSandbox();
    expect(await aws.simulate([action])).toEqual([{ action, allowed: true }]);
    sandbox.world.deniedActions.add(action);
    expect(await aws.simulate([action])).toEqual([{ action, allowed: false }]);
  });

  test('is asked about the role of a session', async () => {
    const { aws, sandbox } = await onSandbox();
    const role = 'AWSReservedSSO_Admin_0123456789abcdef';
    sandbox.world.caller.arn = `arn:aws:sts::111122223333:assumed-role/${role}/alice`;
    expect(await aws.simulate([action])).toEqual([{ action, allowed: true }]);
    expect(sandbox.requests.map(({ operation }) => operation)).toContain('GetRole');
  });

  test('that may not be asked is an error with its action', async () => {
    const { aws } = await onSandbox({ deniedActions: ['iam:SimulatePrincipalPolicy'] });
    const asked = aws.simulate([action]);
    await expect(asked).rejects.toThrow(AwsError);
    await expect(asked).rejects.toThrow('iam:SimulatePrincipalPolicy');
  });
});

test('delegated administrators are told, and a member is refused', async () => {
  const { aws, sandbox } = await onSandbox({ callerIs: 'delegated administrator' });
  expect(await aws.delegatedAdministrators()).toEqual([sandbox.accountId]);
  const member = await onSandbox({ callerIs: 'member' });
  await expect(member.aws.delegatedAdministrators()).rejects.toThrow(AwsError);
});

test.each([0, 600, -600])('a clock that is %i s ahead is noticed', async (ahead) => {
  const now = () => new Date(Date.now() + ahead * 1000);
  const { aws } = await onSandbox({ now });
  expect(aws.clockSkewSeconds()).toBeUndefined();
  await aws.caller();
  expect(Math.abs((aws.clockSkewSeconds() ?? Number.NaN) - ahead)).toBeLessThanOrEqual(5);
});

test('a refusal tells the time as well', async () => {
  const { aws } = await onSandbox({ deniedActions: ['sso:ListInstances'] });
  await expect(aws.instances()).rejects.toThrow();
  expect(aws.clockSkewSeconds()).toBeDefined();
});
