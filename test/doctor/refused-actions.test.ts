import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import { openStage, type Stage } from '../commands/stage.js';
import { examined, finishedStage, forAwsUsers } from './examined.js';

/** A busy machine takes its time for a whole set-up. */
const PATIENCE = 60_000;
let stage: Stage;

beforeAll(async () => {
  stage = await finishedStage({}, '--scim');
  await stage.authentik.settled();
}, PATIENCE);

afterEach(() => stage.aws.world.deniedActions.clear());
afterAll(() => stage.close());

function deny(...actions: string[]): void {
  for (const action of actions) stage.aws.world.deniedActions.add(action);
}

test.each(['organizations:DescribeOrganization', 'sso:DescribeInstance'])(
  'without %s the sign-ins are looked at all the same',
  async (action) => {
    deny(action);
    const { check, code, troubles } = await examined(stage, forAwsUsers);
    expect(check('aws-context').details).toEqual([action]);
    expect(check('sign-ins').waitsFor).toEqual([]);
    expect([code, troubles]).toEqual([0, ['aws-context?']]);
  },
);

test.each([
  'identitystore:GetUserId',
  'identitystore:DescribeUser',
  'identitystore:GetGroupId',
  'identitystore:DescribeGroup',
])('%s is named, and keeps nothing from being looked at', async (action) => {
  deny(action);
  const { check, code, troubles, report } = await examined(stage, forAwsUsers);
  expect(check('aws-reads').details).toEqual([action]);
  expect([code, troubles]).toEqual([0, ['aws-reads?']]);
  expect(report.checks.filter(({ waitsFor }) => waitsFor.length > 0)).toEqual([]);
});

test('a status that could not look at the sync does not pass for well', async () => {
  deny('identitystore:ListUsers');
  const { code, stdout } = await stage.run(['status', ...forAwsUsers]);
  expect(code).toBe(4);
  expect(oneLine(stdout)).toContain('Allow identitystore:ListUsers in a policy');
});

test('a delegated administrator who may not list them is not accused', async () => {
  const delegated = await openStage({
    aws: {
      callerIs: 'delegated administrator',
      deniedActions: ['organizations:ListDelegatedAdministrators'],
    },
  });
  const { check, code, troubles } = await examined(delegated);
  expect(check('account-role')).toMatchObject({
    result: 'not known',
    remedy: ['Allow organizations:ListDelegatedAdministrators in a policy of this user or role.'],
  });
  expect(check('aws-context').details).toEqual(['organizations:ListDelegatedAdministrators']);
  expect([code, troubles]).toEqual([0, ['aws-context?']]);
});
