import { afterAll, expect, test } from 'vitest';
import { iamActionOf, operations } from '../../src/aws/iam-actions.js';
import { oneLine } from '../commands/run-program.js';
import { countTried, expectMessage, expectWhole, stageWith } from './under-fault.js';

const tried = countTried('IAM actions denied');
afterAll(tried.print);

/** Without these the run goes on with what it has, and says what it does not know. */
const doneWithout = new Set([
  'sso:DescribeInstance',
  'organizations:DescribeOrganization',
  'cloudtrail:LookupEvents',
]);

/** It needs no permission (STS reference), so that nobody can deny it. */
const open = iamActionOf(operations.caller);

const actions = Object.values(operations)
  .map(iamActionOf)
  .filter((action) => action !== open);

test.each(actions)('without %s: told by its name', async (action) => {
  const { stage, faults, setUp } = await stageWith([`aws-denies=${action}+on=${action}`]);
  const first = await setUp();
  const told = oneLine(first.stderr);
  const asked = faults.happened > 0;
  const goesOn = !asked || doneWithout.has(action);
  expect(first.code, first.stderr).toBe(goesOn ? 0 : 4);
  if (!goesOn) expectMessage(first.stderr);
  if (asked) expect(told).toContain(action);
  await faults.end();
  const second = await setUp();
  expect(second.code, second.stderr).toBe(0);
  await expectWhole(stage);
  tried.count();
});
