import {
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import type { AwsOptions } from '../../../../src/sandbox/aws/index.js';
import { startSandbox, stoppedClock, type TestSandbox } from '../sandbox.js';

/** Two accounts that every organization of the sandbox has. */
export const DEVELOPMENT = '444455556666';
export const PRODUCTION = '777788889999';

/** A policy that the sandbox knows. */
export const VIEW_ONLY = 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess';

/** A pretended AWS whose clock stands still, with a group and the calls that tests repeat. */
export async function accessBench(options: AwsOptions = {}) {
  const clock = stoppedClock();
  const sandbox = await startSandbox({ ...options, now: clock.now });
  const InstanceArn = sandbox.instance.arn;
  const group = sandbox.instance.directory.addGroup({ displayName: 'crew', createdBy: 'a test' });
  return {
    ...sandbox,
    InstanceArn,
    /** Lets everything end that is under way. */
    finish: () => clock.forwardSeconds(1),
    group,
    make: (Name: string, further: object = {}) => make(sandbox, { Name, InstanceArn, ...further }),
    attach: (PermissionSetArn: string, ManagedPolicyArn = VIEW_ONLY) =>
      sandbox.ssoAdmin.send(
        new AttachManagedPolicyToPermissionSetCommand({
          InstanceArn,
          PermissionSetArn,
          ManagedPolicyArn,
        }),
      ),
    assign: (PermissionSetArn: string, TargetId = DEVELOPMENT, PrincipalId = group.groupId) =>
      assign(sandbox, { InstanceArn, PermissionSetArn, TargetId, PrincipalId }),
  };
}

async function make(
  { ssoAdmin }: TestSandbox,
  input: { Name: string; InstanceArn: string },
): Promise<string> {
  const { PermissionSet } = await ssoAdmin.send(new CreatePermissionSetCommand(input));
  return PermissionSet?.PermissionSetArn ?? '';
}

async function assign(
  { ssoAdmin }: TestSandbox,
  input: { InstanceArn: string; PermissionSetArn: string; TargetId: string; PrincipalId: string },
) {
  const command = new CreateAccountAssignmentCommand({
    ...input,
    TargetType: 'AWS_ACCOUNT',
    PrincipalType: 'GROUP',
  });
  return (await ssoAdmin.send(command)).AccountAssignmentCreationStatus ?? {};
}
