import { expect, test } from 'vitest';
import { iamActionOf, operations } from '../../src/aws/iam-actions.js';
import { consolePolicy, lookPolicy } from '../../src/aws/iam-policy.js';

const permitted = lookPolicy.Statement.flatMap(({ Action }) => Action);

test('the policy permits every operation that is called, and no other', () => {
  const called = Object.values(operations).map(iamActionOf);
  const free = ['sts:GetCallerIdentity'];
  expect([...permitted].sort()).toEqual(called.filter((action) => !free.includes(action)).sort());
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
