import { expect, test } from 'vitest';
import { unauthorised } from '../../src/sandbox/aws/index.js';
import { oneLine } from '../commands/run-program.js';
import { stateOf } from '../commands/stage.js';
import { openRotationStage, SECOND } from './rotate-certificate/rotation-stage.js';
import { openTokenStage } from './rotate-scim-token/token-stage.js';

/** A clock that is ahead of that of the program. */
const ahead = (seconds: number) => () => new Date(Date.now() + seconds * 1000);

test('a sign-in before the switch proves nothing where the clock of this machine is slow', async () => {
  const stage = await openRotationStage({ aws: { now: ahead(60) } });
  expect((await stage.rotate()).code).toBe(3);
  await stage.importNext();
  await stage.signInAlice();
  const ran = await stage.rotate('--certificate-imported', stage.typed(), '--remove-old');
  expect(await stage.signsWith()).toBe(SECOND);
  expect(ran.stdout + ran.stderr).not.toContain('signed in since the switch');
  expect(await stage.keyPairs()).toHaveLength(2);
  await stage.signInAlice();
  const proved = await stage.rotate('--remove-old');
  expect(proved.code, proved.stderr).toBe(0);
  expect(await stage.keyPairs()).toEqual([SECOND]);
});

test('the own trial of the second token proves nothing where the clock is slow', async () => {
  let refuses = false;
  const stage = await openTokenStage({
    aws: {
      now: ahead(5),
      intercept: ({ service, userAgent }) =>
        refuses && service === 'scim' && userAgent.startsWith('authentik@')
          ? unauthorised()
          : undefined,
    },
  });
  refuses = true;
  const ran = await stage.rotate(await stage.generate());
  expect(ran.code).toBe(3);
  expect(oneLine(ran.stderr)).not.toContain('CloudTrail shows that AWS accepts');
  expect(oneLine(ran.stderr)).not.toContain('--old-token-deleted');
});

test('when the identity source was changed is remembered by the clock of AWS', async () => {
  const stage = await openTokenStage({ aws: { now: ahead(60) } });
  const { told } = Object(stateOf(stage));
  const at = new Date(told.identitySource.at).getTime() - Date.now();
  expect(at).toBeGreaterThan(30_000);
});
