import { afterAll, expect, test } from 'vitest';
import { exitCodes } from '../../src/basics/exit-codes.js';
import { oneLine } from '../commands/run-program.js';
import { openStage, unattended } from '../commands/stage.js';
import { LateFaults } from './late-faults.js';
import { countTried, expectMessage, expectNoSecrets } from './under-fault.js';

const tried = countTried('faults tried on the commands that look');
afterAll(tried.print);

const GROUP = ['--group', 'aws-users'];
const view = 'authentik_providers_saml.view_samlprovider';

/** What happens, how `status` ends then, what both commands say, and doctor's check of it. */
const cases = [
  ['authentik-login-page', 'failed', "a page instead of authentik's API", 'authentik'],
  ['authentik-rate-limited', 'failed', '(429)', 'authentik'],
  ['authentik-unavailable+after=6', 'failed', '(503)', 'set-up'],
  ['authentik-token-ended+after=6', 'notAuthorised', 'does not accept the token', 'set-up'],
  ['authentik-drops', 'failed', 'authentik did not answer', 'authentik'],
  [`authentik-without-right=${view}`, 'notAuthorised', `(${view})`, 'set-up'],
  ['aws-throttled', 'failed', 'because of too many requests', 'aws'],
  ['aws-drops', 'failed', 'AWS did not answer', 'aws'],
  ['aws-login-page', 'failed', 'is not AWS', 'aws'],
  ['aws-expired+after=1', 'notAuthorised', 'have ended', 'aws'],
  ['aws-wrong-types=list+on=sso:', 'failed', 'is not AWS', 'instance'],
] as const;

async function faultySetUp(fault: string) {
  const faults = new LateFaults([fault]);
  const stage = await openStage({ authentik: { faults }, aws: { faults } });
  const { code, stderr } = await stage.run([...unattended, '--scim', ...GROUP]);
  expect(code, stderr).toBe(0);
  await stage.authentik.settled();
  stage.writes();
  faults.begin();
  return { stage, faults };
}

test.each(cases)('status under %s: %s, told, and fine afterwards', async (fault, exit, says) => {
  const { stage, faults } = await faultySetUp(fault);
  const ran = await stage.run(['status', ...GROUP]);
  expect(faults.happened).toBeGreaterThan(0);
  expect(ran.code, ran.stderr).toBe(exitCodes[exit].code);
  expect(oneLine(ran.stderr)).toContain(says);
  expectMessage(ran.stderr);
  expectNoSecrets(stage, ran);
  await faults.end();
  expect((await stage.run(['status', ...GROUP])).code).toBe(0);
  expect(stage.writes()).toEqual([]);
  tried.count();
});

test('status without the right to list users: the rest is told, the sync is not known', async () => {
  const { stage } = await faultySetUp('aws-denies=identitystore:ListUsers');
  const { code, stdout } = await stage.run(['status', ...GROUP]);
  expect(code).toBe(4);
  expect(oneLine(stdout)).toMatch(/Sync · not known: .*identitystore:ListUsers/);
  tried.count();
});

test.each(cases)('doctor under %s: never fine, and fine afterwards', async (fault, _, says, id) => {
  const { stage, faults } = await faultySetUp(fault);
  const ran = await stage.run(['doctor', ...GROUP]);
  expect(faults.happened).toBeGreaterThan(0);
  expect(ran.code, ran.stdout).toBe(exitCodes.failed.code);
  expect(ran.stdout).toMatch(new RegExp(`^ {2}✖ ${id} `, 'm'));
  expect(oneLine(ran.stdout)).toContain(says);
  expectNoSecrets(stage, ran);
  await faults.end();
  const after = await stage.run(['doctor', ...GROUP]);
  expect(after.code, after.stdout).toBe(0);
  expect(stage.writes()).toEqual([]);
  tried.count();
});
