import type { World } from '../world/world.js';
import type { Operation } from './call.js';
import { AwsError } from './errors.js';

/** AWS Identity and Access Management, as far as a caller asks about himself. */
export const iamOperations: Readonly<Record<string, Operation>> = {
  SimulatePrincipalPolicy: ({ world, input }) => {
    const form = formOf(input);
    demandKnown(world, form.PolicySourceArn ?? '');
    const EvaluationResults = memberList(form, 'ActionNames').map((action) => ({
      EvalActionName: action,
      EvalResourceName: '*',
      EvalDecision: world.deniedActions.has(action) ? 'implicitDeny' : 'allowed',
    }));
    return { EvaluationResults: { member: EvaluationResults }, IsTruncated: false };
  },
  GetRole: ({ world, input }) => {
    const { RoleName = '' } = formOf(input);
    const arn = roleOf(world);
    if (arn?.split('/').at(-1) !== RoleName) throw noSuchEntity(`role with name ${RoleName}`);
    return {
      Role: {
        Path: `/${arn.split('/').slice(1, -1).join('/')}/`.replace('//', '/'),
        RoleName,
        RoleId: 'AROAEXAMPLEEXAMPLEEXA',
        Arn: arn,
        CreateDate: '2025-05-14T09:12:36Z',
      },
    };
  },
};

function formOf(input: unknown): Readonly<Record<string, string>> {
  if (typeof input !== 'object' || input === null) return {};
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, String(value)]));
}

/** A list as the query protocol carries it: `ActionNames.member.1=…`. */
function memberList(form: Readonly<Record<string, string>>, name: string): string[] {
  const begin = `${name}.member.`;
  return Object.entries(form)
    .filter(([key]) => key.startsWith(begin))
    .sort(([a], [b]) => Number(a.slice(begin.length)) - Number(b.slice(begin.length)))
    .map(([, value]) => value);
}

/** The role of the caller's session; undefined for a user. Those of Identity Center have a path. */
function roleOf({ caller, region }: World): string | undefined {
  const role = /:assumed-role\/([^/]+)\//.exec(caller.arn)?.[1];
  if (role === undefined) return undefined;
  const path = role.startsWith('AWSReservedSSO_')
    ? `aws-reserved/sso.amazonaws.com/${region}/`
    : '';
  return `arn:aws:iam::${caller.accountId}:role/${path}${role}`;
}

function demandKnown(world: World, arn: string): void {
  if (!/^arn:aws:iam::\d{12}:(?:user|role|group)\//.test(arn)) {
    throw new AwsError(
      'InvalidInput',
      `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`,
    );
  }
  if (arn !== (roleOf(world) ?? world.caller.arn)) throw noSuchEntity(`entity with ARN ${arn}`);
}

function noSuchEntity(what: string): AwsError {
  return new AwsError('NoSuchEntity', `The ${what} cannot be found.`, 404);
}
