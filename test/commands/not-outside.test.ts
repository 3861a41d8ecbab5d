import { expect, test } from 'vitest';
import { makeProvider } from '../procedure/answers.js';
import { openRotationStage } from '../upkeep/rotate-certificate/rotation-stage.js';
import { openTokenStage } from '../upkeep/rotate-scim-token/token-stage.js';
import { readPlan } from './seen-plan.js';
import { openStage, type Stage, stateOf, unattended } from './stage.js';
import { setUp, undoAll } from './undoing.js';

/** Nothing was changed by anybody else, and nothing is to be done. */
async function expectSettled(stage: Stage, ...flags: string[]): Promise<void> {
  const { code, stdout } = await stage.run(['plan', '--json', '--exit-code', ...flags]);
  expect(readPlan(stdout).changedOutside).toEqual([]);
  expect(code).toBe(0);
}

const changedOutside = async (stage: Stage, ...flags: string[]) =>
  readPlan((await stage.run(['plan', '--json', ...flags])).stdout).changedOutside;

const scim = ['--scim', '--group', 'aws-users'];

test('a rotation of the certificate, and taking it back or giving it up, is no change made outside', async () => {
  const stage = await openRotationStage();
  expect(stateOf(stage)?.left).toHaveProperty(['saml-provider', 'fields', 'signing key']);
  expect((await stage.rotate('--console', 'sandbox')).code).toBe(0);
  await expectSettled(stage);
  // Keeps how the new key pair was left.
  expect((await stage.run(unattended)).code).toBe(0);
  expect((await stage.rotate('--back')).code).toBe(0);
  await expectSettled(stage);
  expect((await stage.rotate('--abandon')).code).toBe(0);
  await expectSettled(stage);
}, 60_000);

test('what somebody else changed during a rotation is told all the same', async () => {
  const stage = await openRotationStage();
  await stage.call('PATCH', '/providers/saml/1/', { digest_algorithm: SHA512 });
  expect((await stage.rotate('--console', 'sandbox')).code).toBe(0);
  expect(await changedOutside(stage)).toMatchObject([
    { key: 'saml-provider', fields: [{ field: 'digest' }] },
  ]);
});

const SHA512 = 'http://www.w3.org/2001/04/xmlenc#sha512';

test('a rotation of the access token is no change made outside', async () => {
  const stage = await openTokenStage();
  const { code, stderr } = await stage.rotate(undefined, '--console', 'sandbox');
  expect(code, stderr).toBe(0);
  await expectSettled(stage, ...scim);
});

test('after undo nothing is known of how anything was left, and setup begins anew', async () => {
  const stage = await openStage();
  await setUp(stage);
  expect((await undoAll(stage)).code).toBe(0);
  expect(stateOf(stage)).toMatchObject({ things: {}, left: {} });
  expect(await changedOutside(stage, ...scim)).toEqual([]);
  await setUp(stage);
  await expectSettled(stage, ...scim);
}, 60_000);

test('what undo put back is no change made outside, also while it waits for a person', async () => {
  const stage = await openStage();
  await makeProvider(stage, { audience: 'other', issuer: 'https://auth.example.com' });
  await stage.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws' });
  await setUp(stage, '--accept-adopted-changes');
  const waits = await stage.run(['undo', '--no-input', '--confirm', 'aws']);
  expect(waits.code, waits.stderr).toBe(3);
  // The application works for no SCIM provider any more.
  expect(stage.writes()).not.toEqual([]);
  expect(await changedOutside(stage, ...scim)).toEqual([]);
  expect((await undoAll(stage)).code).toBe(0);
  expect(stateOf(stage)).toMatchObject({ things: {}, left: {} });
  expect(await changedOutside(stage, ...scim)).toEqual([]);
  await setUp(stage, '--accept-adopted-changes');
  await expectSettled(stage, ...scim);
}, 60_000);
