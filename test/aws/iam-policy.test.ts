import { describe, expect, test } from 'vitest';
import { accessOperations, iamActionOf, operations } from '../../src/aws/iam-actions.js';
import {
  consolePolicy,
  grantPolicy,
  lookPolicy,
  managementAccountActions,
  reconcilePolicy,
} from '../../src/aws/iam-policy.js';

const permitted = lookPolicy.Statement.flatMap(({ Action }) => Action);

test('the policies of looking and reconciling permit every operation that is called, and no other', () => {
  const called = Object.values(operations).map(iamActionOf);
  const free = ['sts:GetCallerIdentity'];
  const reconciling = reconcilePolicy.Statement.flatMap(({ Action }) => Action);
  expect([...permitted, ...reconciling].sort()).toEqual(
    called.filter((action) => !free.includes(action)).sort(),
  );
});

test('the policy lets nothing be written', () => {
  for (const action of permitted) expect(action).toMatch(/:(?:List|Describe|Get|Lookup|Simulate)/);
});

test('what a person needs in the console are actions of sso-directory', () => {
  const actions = consolePolicy.Statement.flatMap(({ Action }) => Action);
  expect(actions).toContain('sso-directory:EnableExternalIdPConfigurationForDirectory');
  expect(actions).toContain('sso-directory:CreateBearerToken');
  expect(new Set(actions).size).toBe(17);
  for (const action of actions) expect(action).toMatch(/^sso-directory:[A-Z]\w+$/);
});

describe('the policy of giving access', () => {
  const [find, read, write] = grantPolicy.Statement.map(({ Action }) => Action);

  test('permits every operation that only giving access calls', () => {
    const called = Object.values(accessOperations).map(iamActionOf);
    expect([...(read ?? []), ...(write ?? [])].sort()).toEqual(
      [...called, 'sso:TagResource'].sort(),
    );
  });

  test('finds with what looking has, and writes permission sets and assignments only', () => {
    for (const action of find ?? []) expect(permitted).toContain(action);
    for (const action of read ?? []) expect(action).toMatch(/:(?:List|Describe|Get)/);
    for (const action of write ?? []) {
      expect(action).toMatch(/^sso:\w*(?:PermissionSet|AccountAssignment$|TagResource)/);
    }
  });

  test('leaves out what the management account needs besides', () => {
    for (const action of managementAccountActions) expect(action).toMatch(/^iam:[A-Z]\w+$/);
    expect(managementAccountActions).toContain('iam:CreateRole');
  });
});
