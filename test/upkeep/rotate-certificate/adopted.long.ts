import { expect, onTestFinished, test } from 'vitest';
import { oneLine } from '../../commands/run-program.js';
import { readError } from '../../commands/seen-plan.js';
import { startStage, stateOf, unattended } from '../../commands/stage.js';
import { everythingIn, undoAll } from '../../commands/undoing.js';
import { makeProvider, providerOf } from '../../procedure/answers.js';

const ADOPT = '--accept-adopted-changes';
const SHARED_DEFAULT = 'authentik Self-signed Certificate';
const TO_SIGN = 'ours';
const rotate = ['rotate', 'certificate', '--console', 'sandbox', '--no-input'];

/** A set-up on a provider that an administrator had made, and what there was before it. */
async function adopted(signsWith: string) {
  const stage = await startStage();
  onTestFinished(() => stage.close());
  await stage.call('POST', '/crypto/certificatekeypairs/generate/', {
    ...{ common_name: TO_SIGN, subject_alt_name: '', validity_days: 400 },
  });
  const [key] = await stage.list(
    `/crypto/certificatekeypairs/?name=${encodeURIComponent(signsWith)}`,
  );
  await makeProvider(stage, {
    ...{ audience: 'other', issuer: 'https://auth.example.com' },
    ...{ signing_kp: key?.pk, sign_assertion: true },
  });
  const before = await everythingIn(stage);
  const { code, stderr } = await stage.run([...unattended, ADOPT]);
  expect(code, stderr).toBe(0);
  return { stage, before };
}

test.each([
  ['that setup leaves alone', TO_SIGN],
  ['that setup changes', SHARED_DEFAULT],
])('after a rotation undo puts back a key %s, whichever way it went', async (_what, key) => {
  const { stage, before } = await adopted(key);
  for (const way of [[], ['--back'], []]) {
    const { code, stderr } = await stage.run([...rotate, ADOPT, ...way]);
    expect(code, stderr).toBe(0);
  }
  const { code, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect(oneLine(stderr)).not.toContain('somebody changed');
  expect(await everythingIn(stage)).toEqual(before);
  expect(stateOf(stage)?.things).toEqual({});
});

test('the signing key of what somebody else made changes after a consent of its own', async () => {
  const { stage } = await adopted(TO_SIGN);
  const { signing_kp: key } = await providerOf(stage);
  stage.writes();
  const refused = await stage.run([...rotate, '--json']);
  expect(refused.code).toBe(3);
  const { what, why, next } = readError(refused.stdout);
  expect(what).toContain('This would change what somebody else made');
  expect(why).toContain(`SAML provider "AWS IAM Identity Center" (signing key ${TO_SIGN} →`);
  expect(next.join()).toContain(ADOPT);
  expect(stage.writes()).toEqual([]);
  expect((await stage.run([...rotate, ADOPT])).code).toBe(0);
  const back = await stage.run([...rotate, '--back']);
  expect(back.code).toBe(3);
  expect((await providerOf(stage)).signing_kp).not.toBe(key);
  expect((await stage.run([...rotate, '--back', ADOPT])).code).toBe(0);
  expect((await providerOf(stage)).signing_kp).toBe(key);
});
