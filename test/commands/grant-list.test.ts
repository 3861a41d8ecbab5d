import { expect, test } from 'vitest';
import { z } from 'zod';
import { DEVELOPMENT, type GrantStage, openGrantStage, PRODUCTION } from './grant-stage.js';
import { oneLine } from './run-program.js';

const listSchema = z.object({
  format: z.literal('authentik-aws/access'),
  version: z.literal(1),
  assignments: z.array(
    z.object({
      account: z.object({ id: z.string(), name: z.string() }),
      permissionSet: z.object({ arn: z.string(), name: z.string() }),
      principal: z.object({
        type: z.string(),
        id: z.string(),
        name: z.string().optional(),
        exists: z.boolean(),
      }),
    }),
  ),
});

/** The crew has two accounts, the administrator one of her own, and one who is gone another. */
async function peopledStage(
  options: Parameters<typeof openGrantStage>[0] = {},
): Promise<GrantStage> {
  const stage = await openGrantStage(options);
  const { access, directory } = stage.instance;
  const user = directory.users.find('userName', 'admin@example.com');
  if (user === undefined) throw new Error('no administrator');
  const view = stage.foreignSet('View', [DEVELOPMENT, PRODUCTION]).arn;
  const admin = stage.foreignSet('Admin', [PRODUCTION]).arn;
  const give = (accountId: string, permissionSetArn: string, type: 'USER' | 'GROUP', id: string) =>
    access.assign({ accountId, permissionSetArn, principalType: type, principalId: id });
  give(PRODUCTION, view, 'GROUP', stage.groupId);
  give(DEVELOPMENT, view, 'GROUP', stage.groupId);
  give(PRODUCTION, admin, 'USER', user.userId);
  give(PRODUCTION, admin, 'USER', 'user-who-is-gone');
  directory.addMembership(stage.groupId, user.userId, 'a test');
  return stage;
}

test('everybody, by account and permission set; who is gone is shown by the id', async () => {
  const stage = await peopledStage();
  const { code, stdout } = await stage.grant(['--list']);
  expect(code).toBe(0);
  const lines = stdout.split('\n').map((line) => line.trimEnd());
  expect(lines.slice(lines.indexOf('') + 1)).toEqual([
    `development (${DEVELOPMENT})`,
    '    View    group crew',
    '',
    `production (${PRODUCTION})`,
    '    Admin   user admin@example.com',
    '            user user-who-is-gone, which no longer exists',
    '    View    group crew',
    '',
    '4 assignments in 2 accounts.',
    '',
  ]);
  expect(stage.writes()).toEqual([]);
});

async function placesOf(stage: GrantStage, ...words: string[]): Promise<string[]> {
  const { code, stdout } = await stage.grant(['--list', '--json', ...words]);
  expect(code).toBe(0);
  const { assignments } = listSchema.parse(JSON.parse(stdout));
  return assignments.map(({ account, permissionSet, principal }) =>
    [account.name, permissionSet.name, principal.name ?? principal.id].join(' '),
  );
}

test.each([false, true])(
  'one group, or a user with her groups (delegated: %s)',
  async (delegatedAdministrator) => {
    const stage = await peopledStage(
      delegatedAdministrator ? { callerIs: 'delegated administrator' } : {},
    );
    expect(await placesOf(stage, 'crew')).toEqual([
      'development View crew',
      'production View crew',
    ]);
    expect(await placesOf(stage, '--to-user', 'admin@example.com')).toEqual([
      'development View crew',
      'production Admin admin@example.com',
      'production View crew',
    ]);
    expect(await placesOf(stage, '--account', 'production', '--permission-set', 'View')).toEqual([
      'production View crew',
    ]);
  },
);

test('--csv has one line an assignment', async () => {
  const stage = await peopledStage();
  const { stdout } = await stage.grant(['--list', '--csv', '--account', PRODUCTION]);
  const [head, admin, gone] = stdout.split('\n');
  expect(head).toBe(
    'account_id,account_name,permission_set,permission_set_arn,principal_type,principal_name,principal_id,principal_exists',
  );
  expect(admin).toMatch(
    /^777788889999,production,Admin,arn:aws:sso:.*,USER,admin@example.com,.*,yes$/,
  );
  expect(gone).toMatch(/,USER,,user-who-is-gone,no$/);
});

test('where nobody has anything, that is said', async () => {
  const stage = await openGrantStage();
  expect((await stage.grant(['--list'])).stdout).toContain('Nobody has access by permission sets.');
});

test('a group that is not there ends the list', async () => {
  const stage = await openGrantStage();
  const { code, stderr } = await stage.grant(['--list', 'nobody']);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain('IAM Identity Center has no group "nobody"');
});

test.each([
  { words: ['--account', 'prodction'], says: 'no account "prodction" It has management' },
  { words: ['--account', '000011112222'], says: 'no account 000011112222 It has management' },
  {
    words: ['--permission-set', 'Nope', '--csv'],
    says: 'no permission set "Nope" It has Admin, View.',
  },
])('$words: what does not exist is refused with what there is', async ({ words, says }) => {
  const stage = await peopledStage();
  const { code, stdout, stderr } = await stage.grant(['--list', ...words]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(oneLine(stderr)).toContain(says);
});

test('a group and a user at once are refused, as for giving', async () => {
  const stage = await peopledStage();
  const ran = await stage.grant(['--list', 'crew', '--to-user', 'admin@example.com']);
  expect(ran.code).toBe(64);
  expect(oneLine(ran.stderr)).toContain('Both a group and a user are named');
});

test('where nothing matches, that is said, and not that nobody has access', async () => {
  const stage = await peopledStage();
  const words = ['--list', '--account', 'development', '--permission-set', 'Admin'];
  const { code, stdout } = await stage.grant(words);
  expect(code).toBe(0);
  expect(stdout).toContain('No assignment matches what was asked for.');
});

test('a name of an account cannot be looked up without the right to list them', async () => {
  const stage = await peopledStage({ deniedActions: ['organizations:ListAccounts'] });
  const named = await stage.grant(['--list', '--account', 'production']);
  expect(named.code).toBe(1);
  expect(oneLine(named.stderr)).toContain('Name accounts by their ids');
  const byId = await stage.grant(['--list', '--account', PRODUCTION]);
  expect(byId.stdout).toContain('3 assignments in 1 account.');
});

test('accounts that cannot be listed are shown by their ids', async () => {
  const stage = await peopledStage({ deniedActions: ['organizations:ListAccounts'] });
  const { code, stdout } = await stage.grant(['--list', 'crew']);
  expect(code).toBe(0);
  expect(stdout).toContain(`\n${DEVELOPMENT}\n`);
});
