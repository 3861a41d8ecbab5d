import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serviceProviderUrls } from '../../src/sandbox/aws/world/instance.js';
import {
  DEVELOPMENT,
  MANAGEMENT,
  openGrantStage,
  PRODUCTION,
  readGrant,
  VIEW_ONLY,
} from './grant-stage.js';
import { oneLine } from './run-program.js';

const toBoth = ['crew', '--account', 'development', '--account', PRODUCTION];

test('a group gets a permission set of one policy in two accounts, with AWS credentials alone', async () => {
  const stage = await openGrantStage();
  const { code, stdout, stderr } = await stage.grant([...toBoth, '--policy', 'ViewOnlyAccess']);
  expect(code, stderr).toBe(0);
  expect(stage.given()).toEqual([
    `ViewOnlyAccess GROUP ${DEVELOPMENT}`,
    `ViewOnlyAccess GROUP ${PRODUCTION}`,
  ]);
  const [set] = stage.instance.access.permissionSets;
  expect(set?.managedPolicies.map(({ arn }) => arn)).toEqual([VIEW_ONLY]);
  expect(set?.tags).toEqual([{ Key: 'made-by', Value: 'authentik-aws' }]);
  const portal = serviceProviderUrls(stage.instance).classicPortal;
  expect(oneLine(stdout)).toContain(`people begin at ${portal}`);
  expect(stdout).toContain(
    `${portal}/#/console?account_id=${DEVELOPMENT}&role_name=ViewOnlyAccess`,
  );
  expect(stage.authentikRequests()).toEqual([]);
});

test('a second run has nothing to do and writes nothing', async () => {
  const stage = await openGrantStage();
  const argv = [...toBoth, '--policy', 'ViewOnlyAccess', '--session-duration', '8h'];
  expect((await stage.grant(argv)).code).toBe(0);
  stage.writes();
  const { code, stderr, stdout } = await stage.grant(argv);
  expect(code).toBe(0);
  expect(stderr).toContain('Access is given already. Nothing to do.');
  expect(stdout).toContain('In place');
  expect(stage.writes()).toEqual([]);
});

test('policies of every kind and the session length come to the permission set', async () => {
  const stage = await openGrantStage({
    accounts: [{ id: '123412341234', name: 'logs', customerPolicies: ['/team/ReadLogs'] }],
  });
  const file = join(stage.folder, 'policy.json');
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*' }] };
  writeFileSync(file, JSON.stringify(document, null, 2));
  const { code, stdout, stderr } = await stage.grant(['--json', '--to-group', 'crew'], {
    env: {
      AUTHENTIK_AWS_ACCOUNT: 'logs',
      AUTHENTIK_AWS_POLICY: 'SecurityAudit,arn:aws:iam::aws:policy/ReadOnlyAccess',
      AUTHENTIK_AWS_CUSTOMER_POLICY: 'team/ReadLogs',
      AUTHENTIK_AWS_INLINE_POLICY: file,
      AUTHENTIK_AWS_PERMISSION_SET: 'Logs',
      AUTHENTIK_AWS_SESSION_DURATION: '90m',
    },
  });
  expect(code, stderr).toBe(0);
  const [set] = stage.instance.access.permissionSets;
  expect(set).toMatchObject({
    name: 'Logs',
    sessionDuration: 'PT1H30M',
    managedPolicies: [{ name: 'SecurityAudit' }, { name: 'ReadOnlyAccess' }],
    customerPolicies: [{ name: 'ReadLogs', path: '/team/' }],
  });
  expect(JSON.parse(set?.inlinePolicy ?? '')).toEqual(document);
  const told = readGrant(stdout);
  expect(told.facts).toMatchObject({
    principal: { type: 'GROUP', id: stage.groupId },
    permissionSet: { name: 'Logs', arn: set?.arn },
    assigned: ['123412341234'],
  });
  expect(told.failed).toEqual([]);
  expect(told.portal.links).toEqual([
    { accountId: '123412341234', name: 'logs', url: expect.stringContaining('role_name=Logs') },
  ]);
});

test('--dry-run shows the plan, as --json too, and writes nothing', async () => {
  const stage = await openGrantStage();
  const argv = [...toBoth, '--policy', 'ViewOnlyAccess', '--dry-run'];
  const text = await stage.grant(argv);
  expect(text.code).toBe(0);
  expect(text.stdout).toContain('What grant would do');
  expect(oneLine(text.stdout)).toContain(
    `"ViewOnlyAccess" for group "crew" in production (${PRODUCTION})`,
  );
  const json = await stage.grant([...argv, '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    format: 'authentik-aws/grant-plan',
    version: 1,
    totals: { create: 3 },
  });
  expect(stage.writes()).toEqual([]);
});

test('an existing permission set is taken as it is where nothing is said of policies', async () => {
  const stage = await openGrantStage();
  const set = stage.foreignSet('Audit', []);
  const { code, stderr } = await stage.grant([...toBoth, '--permission-set', set.arn]);
  expect(code, stderr).toBe(0);
  expect(stage.given()).toEqual([`Audit GROUP ${DEVELOPMENT}`, `Audit GROUP ${PRODUCTION}`]);
  expect(set.version).toBe(1);
});

test('all is every active account but the management account', async () => {
  const stage = await openGrantStage();
  const { code } = await stage.grant(['crew', '--account', 'all', '--policy', 'ViewOnlyAccess']);
  expect(code).toBe(0);
  expect(stage.given()).toEqual([
    `ViewOnlyAccess GROUP ${DEVELOPMENT}`,
    `ViewOnlyAccess GROUP ${PRODUCTION}`,
  ]);
});

test('a user may get access to the management account, a group only when told', async () => {
  const stage = await openGrantStage();
  const there = ['--account', MANAGEMENT, '--policy', 'ViewOnlyAccess'];
  const refused = await stage.grant(['crew', ...there]);
  expect(refused.code).toBe(1);
  expect(oneLine(refused.stderr)).toContain('or say --allow-management-account');
  expect(stage.writes()).toEqual([]);
  const user = await stage.grant(['--to-user', 'admin@example.com', ...there]);
  expect(user.code, user.stderr).toBe(0);
  expect(oneLine(user.stderr)).toContain('which need IAMFullAccess or iam:ListRoles');
  const told = await stage.grant(['crew', ...there, '--allow-management-account']);
  expect(told.code, told.stderr).toBe(0);
  expect(stage.given()).toEqual([
    `ViewOnlyAccess USER ${MANAGEMENT}`,
    `ViewOnlyAccess GROUP ${MANAGEMENT}`,
  ]);
});

test('the address that people begin at is the one of the set-up, or the one that is named', async () => {
  const stage = await openGrantStage();
  const alias = 'https://example.awsapps.com/start';
  const target = { authentik: 'https://auth.example.com', instance: stage.instance.instanceId };
  const told = { accessPortal: { value: { url: alias }, at: '2026-11-23T12:00:00Z' } };
  const state = { format: 'authentik-aws/state', version: 1, serial: 3, target, things: {}, told };
  writeFileSync(stage.statePath, JSON.stringify(state));
  const argv = [...toBoth, '--policy', 'ViewOnlyAccess', '--json'];
  expect(readGrant((await stage.grant(argv)).stdout).portal).toMatchObject({
    url: alias,
    derived: false,
  });
  const named = await stage.grant([...argv, '--portal-url', 'https://other.awsapps.com/start']);
  expect(readGrant(named.stdout).portal.url).toBe('https://other.awsapps.com/start');
});
