import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startSandbox } from '../sandbox.js';

const actions = ['sso-directory:CreateBearerToken', 'sso:CreateAccountAssignment'];
const session =
  'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice';

test('the simulator says of each action, in their order, whether the world denies it', async () => {
  const { iam, world } = await startSandbox({ deniedActions: ['sso:CreateAccountAssignment'] });
  const answer = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: world.caller.arn,
      ActionNames: actions,
    }),
  );
  expect(answer.IsTruncated).toBe(false);
  expect(
    answer.EvaluationResults?.map((result) => [result.EvalActionName, result.EvalDecision]),
  ).toEqual([
    ['sso-directory:CreateBearerToken', 'allowed'],
    ['sso:CreateAccountAssignment', 'implicitDeny'],
  ]);
});

test.each([
  ['arn:aws:iam::111122223333:user/nobody', 'NoSuchEntity'],
  [session, 'InvalidInput'],
  ['arn:aws:iam::111122223333:root', 'InvalidInput'],
])('it knows nothing of %s', async (PolicySourceArn, name) => {
  const { iam } = await startSandbox();
  const command = new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: actions });
  // The SDK adds "Exception" to what the query protocol calls NoSuchEntity.
  await expect(iam.send(command)).rejects.toMatchObject({ name: expect.stringContaining(name) });
});

test('the role of a session of Identity Center has a path, and can be simulated by it', async () => {
  const { iam, world } = await startSandbox();
  world.caller.arn = session;
  const RoleName = 'AWSReservedSSO_Admin_0123456789abcdef';
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(Role?.Arn).toBe(
    `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/${RoleName}`,
  );
  expect(Role?.Path).toBe('/aws-reserved/sso.amazonaws.com/eu-central-1/');
  const command = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: Role?.Arn,
    ActionNames: actions,
  });
  expect((await iam.send(command)).EvaluationResults).toHaveLength(2);
  await expect(iam.send(new GetRoleCommand({ RoleName: 'other' }))).rejects.toMatchObject({
    name: expect.stringContaining('NoSuchEntity'),
  });
});

test('a denied simulator refuses', async () => {
  const { iam, world } = await startSandbox({ deniedActions: ['iam:SimulatePrincipalPolicy'] });
  const PolicySourceArn = world.caller.arn;
  const command = new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: actions });
  await expect(iam.send(command)).rejects.toMatchObject({ name: 'AccessDenied' });
});
