import { expect, test } from 'vitest';
import { throttled } from '../../src/sandbox/aws/index.js';
import { DEVELOPMENT, openGrantStage, PRODUCTION, readGrant } from './grant-stage.js';
import { oneLine } from './run-program.js';

const sixty = Array.from({ length: 60 }, (_, at) => ({
  id: String(200_000_000_000 + at),
  name: `account-${at}`,
}));

const everywhere = ['crew', '--account', 'all', '--policy', 'ViewOnlyAccess'];

test('62 accounts are assigned with 15 under way at most, and none twice', async () => {
  // Time passes with each look at what is under way, so that it never depends on the machine.
  let seconds = 1_795_000_000;
  const stage = await openGrantStage({
    accounts: sixty,
    pageSize: 20,
    accessSeconds: 20,
    now: () => new Date(seconds * 1000),
    intercept: ({ operation }) => {
      if (operation === 'DescribeAccountAssignmentCreationStatus') seconds += 4;
      return undefined;
    },
  });
  const { code, stderr } = await stage.grant(everywhere);
  expect(code, stderr).toBe(0);
  const { access } = stage.instance;
  expect(access.mostOutstanding).toBe(15);
  expect(new Set(access.assignments.map(({ accountId }) => accountId)).size).toBe(62);
  expect(access.operations).toHaveLength(62);
});

test('what one account refuses keeps no other from being assigned; all is told at the end', async () => {
  const stage = await openGrantStage({
    accounts: sixty.map((account, at) => ({
      ...account,
      customerPolicies: at % 20 === 0 ? [] : ['/ReadLogs'],
    })),
    pageSize: 20,
  });
  const accounts = sixty.flatMap(({ id }) => ['--account', id]);
  const argv = ['crew', '--customer-policy', 'ReadLogs', ...accounts];
  const failed = ['account-0', 'account-20', 'account-40'];

  const text = await stage.grant(argv);
  expect(text.code).toBe(1);
  const told = oneLine(text.stderr);
  expect(told).toContain('Access was not given in 3 of 60 accounts');
  for (const name of failed) expect(told).toContain(`${name} (2000000000`);
  expect(told).toContain('the account has no policy ReadLogs');
  expect(told).toContain('Make the customer-managed policy ReadLogs there');
  expect(told).toContain(`for group "crew" in account-59 (200000000059) created`);
  expect(told).not.toContain(`for group "crew" in account-20 (200000000020) created`);
  expect(stage.given()).toHaveLength(57);

  const json = await stage.grant([...argv, '--json']);
  expect(json.code).toBe(1);
  const { failed: listed, facts, plan } = readGrant(json.stdout);
  expect(listed.map(({ account }) => account.name)).toEqual(failed);
  expect(facts.assigned).toBeUndefined();
  expect(plan.steps.at(-1)).toMatchObject({ id: 'assignments', state: 'to-do' });

  for (const account of stage.aws.world.accounts) account.customerPolicies.add('/ReadLogs');
  expect((await stage.grant(argv)).code).toBe(0);
  expect(stage.given()).toHaveLength(60);
});

test('what AWS is too busy for is asked again', async () => {
  let refusals = 0;
  const stage = await openGrantStage({
    intercept: ({ operation }) => {
      if (operation !== 'CreateAccountAssignment' || refusals >= 4) return undefined;
      refusals += 1;
      return throttled(0);
    },
  });
  const { code, stderr } = await stage.grant(everywhere);
  expect(code, stderr).toBe(0);
  expect(refusals).toBe(4);
  expect(stage.given()).toHaveLength(2);
});

test('an operation under way on the same permission set and account is waited for', async () => {
  // Longer than a loaded machine takes to come to the first assignment.
  const stage = await openGrantStage({ accessSeconds: 2.5 });
  const set = stage.foreignSet('Audit', []);
  const { access } = stage.instance;
  const finish = () => undefined;
  access.start({
    kind: 'assignment',
    permissionSetArn: set.arn,
    accountIds: [DEVELOPMENT],
    finish,
  });
  const { code, stderr } = await stage.grant([
    'crew',
    '--account',
    'all',
    '--permission-set',
    'Audit',
  ]);
  expect(code, stderr).toBe(0);
  expect(stage.given().sort()).toEqual([`Audit GROUP ${DEVELOPMENT}`, `Audit GROUP ${PRODUCTION}`]);
  const asked = stage.aws.requests.filter(
    ({ operation }) => operation === 'CreateAccountAssignment',
  );
  expect(asked.length).toBeGreaterThan(2);
});
