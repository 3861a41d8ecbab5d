import { z } from 'zod';
import type { AwsOptions } from '../../src/sandbox/aws/index.js';
import type { PermissionSet } from '../../src/sandbox/aws/world/permission-set.js';
import { openStage, type Stage } from './stage.js';

/** Accounts that every organization of the sandbox has. */
export const MANAGEMENT = '111122223333';
export const DEVELOPMENT = '444455556666';
export const PRODUCTION = '777788889999';

/** The ARN of a policy that the sandbox knows. */
export const VIEW_ONLY = 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess';

/** A stage whose Identity Center has a group, and where nothing tells of authentik. */
export interface GrantStage extends Stage {
  readonly groupId: string;
  /** `grant` with what was given, nobody to ask and no authentik. */
  grant(argv: readonly string[], running?: Parameters<Stage['run']>[1]): ReturnType<Stage['run']>;
  /** Who has what, as `SET TYPE ACCOUNT`, in the order in which it came about. */
  given(): string[];
  /** A permission set that somebody else made, in use in these accounts. */
  foreignSet(name: string, accountIds: readonly string[]): PermissionSet;
}

/** Starts such a stage; it ends with the test. */
export async function openGrantStage(aws: AwsOptions = {}): Promise<GrantStage> {
  const stage = await openStage({ aws: { accessSeconds: 0.05, ...aws } });
  const { directory, access } = stage.instance;
  const { groupId } = directory.addGroup({ displayName: 'crew', createdBy: 'a test' });
  const without = { AUTHENTIK_URL: '', AUTHENTIK_TOKEN: '' };
  return {
    ...stage,
    groupId,
    grant: (argv, running) =>
      stage.run(['grant', ...argv], { ...running, env: { ...without, ...running?.env } }),
    given: () =>
      access.assignments.map(({ accountId, permissionSetArn, principalType }) =>
        [access.permissionSet(permissionSetArn)?.name, principalType, accountId].join(' '),
      ),
    foreignSet(name, accountIds) {
      const set = access.addPermissionSet({ name, relayState: 'https://example.com/' });
      set.managedPolicies.push({
        name: 'SecurityAudit',
        arn: 'arn:aws:iam::aws:policy/SecurityAudit',
      });
      for (const id of accountIds) set.provisioned.set(id, set.version);
      return set;
    },
  };
}

const grantSchema = z.object({
  format: z.literal('authentik-aws/grant'),
  version: z.literal(1),
  plan: z.object({ steps: z.array(z.object({ id: z.string(), state: z.string() })) }),
  facts: z.object({
    principal: z.object({ type: z.string(), id: z.string(), name: z.string() }).optional(),
    permissionSet: z.object({ arn: z.string(), name: z.string() }).optional(),
    assigned: z.array(z.string()).optional(),
  }),
  failed: z.array(
    z.object({
      account: z.object({ id: z.string(), name: z.string() }),
      reason: z.string(),
      next: z.string().optional(),
    }),
  ),
  portal: z.object({
    url: z.string(),
    derived: z.boolean(),
    links: z.array(z.object({ accountId: z.string(), name: z.string(), url: z.string() })),
  }),
});

/** What `grant --json` printed. */
export function readGrant(stdout: string): z.infer<typeof grantSchema> {
  return grantSchema.parse(JSON.parse(stdout));
}
