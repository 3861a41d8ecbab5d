import { expect, test } from 'vitest';
import type { Setting } from '../../commands/stage.js';
import { FIRST, openRotationStage, type RotationStage, SECOND } from './rotation-stage.js';

/** Lets alice sign in after every request to either system, while it is armed. */
function sentry() {
  let stage: RotationStage | undefined;
  let isSigningIn = false;
  let signIns = 0;
  const refusals: string[] = [];
  const watch = async () => {
    if (!stage || isSigningIn) return;
    isSigningIn = true;
    await stage.signInAlice().catch((error: Error) => refusals.push(error.message));
    isSigningIn = false;
    signIns += 1;
  };
  const setting: Setting = { authentik: { afterwards: watch }, aws: { afterwards: watch } };
  return {
    setting,
    refusals,
    arm: (over: RotationStage) => {
      stage = over;
    },
    count: () => signIns,
  };
}

test('alice signs in after each request of a whole rotation, of turning back, and of its end', async () => {
  const { setting, refusals, arm, count } = sentry();
  const stage = await openRotationStage(setting);
  arm(stage);
  const run = async (...flags: string[]) => {
    const before = count();
    const { code, stderr } = await stage.rotate('--console', 'sandbox', ...flags);
    expect(code, stderr).toBe(0);
    expect(count() - before).toBeGreaterThan(5);
    expect(refusals).toEqual([]);
  };
  await run();
  expect(await stage.signsWith()).toBe(SECOND);
  await run('--back');
  expect(await stage.signsWith()).toBe(FIRST);
  await run('--abandon');
  expect(await stage.keyPairs()).toEqual([FIRST]);
  await run();
  await run('--remove-old');
  expect(await stage.keyPairs()).toEqual([SECOND]);
}, 60_000);
