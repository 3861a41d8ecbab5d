import { expect, test } from 'vitest';
import { DEVELOPMENT, MANAGEMENT, openGrantStage, PRODUCTION } from './grant-stage.js';
import { oneLine } from './run-program.js';

const argv = ['crew', '--account', 'development', '--policy', 'ViewOnlyAccess'];

test("somebody else's permission set changes by its own flag alone, and for everyone who has it", async () => {
  const stage = await openGrantStage();
  const set = stage.foreignSet('ViewOnlyAccess', [DEVELOPMENT, PRODUCTION]);
  const refused = await stage.grant([...argv, '--yes']);
  expect(refused.code).toBe(1);
  const told = oneLine(refused.stderr);
  expect(told).toContain('AWS managed SecurityAudit → job-function/ViewOnlyAccess');
  expect(told).toContain('everyone who has "ViewOnlyAccess" is affected, in 2 accounts');
  expect(told).toContain('Agree with --accept-permission-set-change');
  expect(stage.writes()).toEqual([]);

  const agreed = await stage.grant([...argv, '--accept-permission-set-change']);
  expect(agreed.code, agreed.stderr).toBe(0);
  expect(set.managedPolicies.map(({ name }) => name)).toEqual(['ViewOnlyAccess']);
  expect([...set.provisioned]).toEqual([
    [DEVELOPMENT, set.version],
    [PRODUCTION, set.version],
  ]);
  expect(stage.given()).toEqual([`ViewOnlyAccess GROUP ${DEVELOPMENT}`]);
});

test('a permission set of this tool changes with the plan, and the change is provisioned', async () => {
  const stage = await openGrantStage();
  expect((await stage.grant([...argv, '--account', PRODUCTION])).code).toBe(0);
  const longer = await stage.grant([...argv, '--session-duration', '12h']);
  expect(longer.code, longer.stderr).toBe(0);
  expect(oneLine(longer.stderr)).toContain('session PT1H → PT12H');
  const [set] = stage.instance.access.permissionSets;
  expect(set?.sessionDuration).toBe('PT12H');
  expect([...(set?.provisioned.values() ?? [])]).toEqual([set?.version, set?.version]);
});

test('a change of the session length alone keeps relay state and policies', async () => {
  const stage = await openGrantStage();
  const set = stage.foreignSet('Audit', []);
  const { code, stderr } = await stage.grant([
    ...['crew', '--account', 'development', '--permission-set', 'Audit'],
    ...['--session-duration', '2h', '--accept-permission-set-change'],
  ]);
  expect(code, stderr).toBe(0);
  expect(set).toMatchObject({
    sessionDuration: 'PT2H',
    relayState: 'https://example.com/',
    managedPolicies: [{ name: 'SecurityAudit' }],
  });
});

test('a provisioning that AWS refuses ends the run with the reason', async () => {
  const stage = await openGrantStage();
  stage.foreignSet('Audit', [PRODUCTION]);
  const { code, stderr } = await stage.grant([
    ...['crew', '--account', 'development', '--permission-set', 'Audit'],
    ...['--policy', 'Nonsense', '--accept-permission-set-change'],
  ]);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain('AWS could not bring "Audit" to 1 account');
  expect(oneLine(stderr)).toContain('AWS manages no policy Nonsense');
  expect(stage.given()).toEqual([]);
});

test('a delegated administrator gives access to members, and not to the management account', async () => {
  const stage = await openGrantStage({ callerIs: 'delegated administrator' });
  const { code, stderr } = await stage.grant(argv);
  expect(code, stderr).toBe(0);
  expect((await stage.grant(argv)).stderr).toContain('Nothing to do.');
  const refused = await stage.grant([...argv, '--account', MANAGEMENT]);
  expect(refused.code).toBe(1);
  expect(oneLine(refused.stderr)).toContain('a delegated administrator cannot give access there');
  stage.foreignSet('Audit', [MANAGEMENT]);
  const changed = await stage.grant([...argv, '--permission-set', 'Audit']);
  expect(changed.code).toBe(1);
  expect(oneLine(changed.stderr)).toContain('a delegated administrator cannot change it');
});

test.each([
  [
    'no such group',
    ['nobody', '--account', 'all', '--policy', 'ReadOnlyAccess'],
    'has no group "nobody" yet',
  ],
  [
    'no such user',
    ['--to-user', 'x@example.com', '--account', 'all', '--policy', 'ReadOnlyAccess'],
    'has no user "x@example.com" yet',
  ],
  [
    'no such account',
    ['crew', '--account', '123412341234', '--policy', 'ReadOnlyAccess'],
    'has no account 123412341234',
  ],
  [
    'a suspended account',
    ['crew', '--account', 'old-shop', '--policy', 'ReadOnlyAccess'],
    'old-shop (999900001111) cannot be used: SUSPENDED',
  ],
  [
    'no such permission set',
    ['crew', '--account', 'all', '--permission-set', 'Ops'],
    'there is no permission set "Ops"',
  ],
])('%s: told before anything is made', async (_what, words, told) => {
  const stage = await openGrantStage();
  const { code, stderr } = await stage.grant(words);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain(told);
  expect(stage.writes()).toEqual([]);
});

test.each([
  ['identitystore:ListGroupMemberships', false],
  ['nothing', true],
])(
  'a group without members is given access, and that is said where it can be seen (%s denied)',
  async (denied, said) => {
    const stage = await openGrantStage({ deniedActions: [denied] });
    const empty = await stage.grant(argv);
    expect(empty.code, empty.stderr).toBe(0);
    expect(empty.stderr.includes('the group "crew" has no members yet')).toBe(said);
    const { directory } = stage.instance;
    const [user] = directory.users.all();
    directory.addMembership(stage.groupId, user?.userId ?? '', 'a test');
    expect((await stage.grant(argv)).stderr).not.toContain('no members');
  },
);

test('access for a disabled user is given with a warning', async () => {
  const stage = await openGrantStage();
  const { directory } = stage.instance;
  const [user] = directory.users.all();
  if (user) directory.updateUser(user, { enabled: false }, 'a test');
  const { code, stderr } = await stage.grant(['--to-user', 'admin@example.com', ...argv.slice(1)]);
  expect(code).toBe(0);
  expect(oneLine(stderr)).toContain('is disabled and cannot sign in');
});

test('without the right to list accounts ids do, and names are refused', async () => {
  const stage = await openGrantStage({ deniedActions: ['organizations:ListAccounts'] });
  const byName = await stage.grant(argv);
  expect(byName.code).toBe(1);
  expect(oneLine(byName.stderr)).toContain(
    'Name accounts by their ids, or allow that action, and run the same command again',
  );
  const byId = await stage.grant(['crew', '--account', DEVELOPMENT, '--policy', 'ViewOnlyAccess']);
  expect(byId.code, byId.stderr).toBe(0);
  expect(stage.given()).toHaveLength(1);
});

test.each(['sso:CreatePermissionSet', 'sso:CreateAccountAssignment', 'sso:ListPermissionSets'])(
  'a missing right ends the run with code 4 and its name: %s',
  async (action) => {
    const stage = await openGrantStage({ deniedActions: [action] });
    const { code, stderr } = await stage.grant(argv);
    expect(code).toBe(4);
    expect(oneLine(stderr)).toContain(`not allowed to call ${action}`);
  },
);

test('an account instance has no permission sets, and switching them on is left to a person', async () => {
  const account = await openGrantStage({ instances: ['account'] });
  const ofAccount = await account.grant(argv);
  expect(ofAccount.code).toBe(1);
  expect(oneLine(ofAccount.stderr)).toContain(
    'account instance, and those have no permission sets',
  );
  const off = await openGrantStage({ permissionSetsEnabled: false });
  const { code, stderr } = await off.grant(argv);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain('aws sso-admin update-instance --region eu-central-1');
  expect(off.writes()).toEqual([]);
});
