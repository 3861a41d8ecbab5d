import { expect, test } from 'vitest';
import { unauthorised } from '../../../src/sandbox/aws/index.js';
import { oneLine } from '../../commands/run-program.js';
import { openTokenStage, type TokenStage } from './token-stage.js';

/** Somebody deletes every token in AWS: the sync is dead. */
function deleteAll({ tenant }: TokenStage): void {
  for (const { tokenId } of [...tenant.tokens]) tenant.deleteToken(tokenId);
}

/** A stage on which AWS refuses what authentik sends, once it is told to. */
async function refusing(release: string) {
  const state = { refuses: false };
  const stage = await openTokenStage({
    authentik: { release },
    aws: {
      intercept: ({ service, userAgent }) =>
        state.refuses && service === 'scim' && userAgent.startsWith('authentik@')
          ? unauthorised()
          : undefined,
    },
  });
  return { stage, state };
}

test.each(['2024.8.6', '2025.10.4', '2026.2.2', '2026.8.0'])(
  'on %s a refused second token is told at once, and another one takes its place',
  async (release) => {
    const { stage, state } = await refusing(release);
    state.refuses = true;
    const begun = Date.now();
    const ran = await stage.rotate(await stage.generate());
    expect(Date.now() - begun).toBeLessThan(25_000);
    expect(ran.code).toBe(3);
    const told = oneLine(ran.stderr);
    expect(told).toContain('AWS refuses what authentik sends with the second token (401)');
    expect(told).toContain('--another and --scim-token-file FILE');
    expect(told).not.toContain('in a quarter of an hour');
    state.refuses = false;
    deleteAll(stage);
    const third = await stage.generate();
    const mended = await stage.rotate(third, '--another');
    expect(mended.code, mended.stderr).toBe(3);
    expect(oneLine(mended.stderr)).toContain('--old-token-deleted');
    expect(stage.tenant.validToken(third)?.value).toBe(third);
  },
  60_000,
);

test('with every token deleted after the rotation, a new one is taken with no further flag', async () => {
  const { stage, state } = await refusing('2025.10.4');
  state.refuses = true;
  expect((await stage.rotate(await stage.generate())).code).toBe(3);
  state.refuses = false;
  deleteAll(stage);
  const third = await stage.generate();
  const plan = await stage.run(['setup', '--scim', '--group', 'aws-users', '--dry-run'], {
    env: { AUTHENTIK_AWS_SCIM_TOKEN: third },
  });
  expect(oneLine(plan.stdout)).toContain('has another access token; the one given now is not used');
  const asked = await stage.rotate(undefined);
  expect(asked.code).toBe(3);
  expect(oneLine(asked.stderr)).toContain('AWS refuses the access token that authentik has (401)');
  const mended = await stage.rotate(third);
  expect(mended.code, mended.stderr).toBe(3);
  expect(await stage.inAuthentik()).toBe(third);
  expect(oneLine(mended.stderr)).toContain('--old-token-deleted');
});

test('a token that ended long after a finished rotation is replaced, and status points there', async () => {
  const stage = await openTokenStage();
  expect((await stage.rotate(await stage.generate())).code).toBe(3);
  await stage.deleteOldest();
  expect((await stage.rotate(undefined, '--old-token-deleted')).code).toBe(0);
  deleteAll(stage);
  for (const command of ['status', 'doctor']) {
    const shown = oneLine((await stage.run([command, '--group', 'aws-users'])).stdout);
    expect(shown).toContain('AWS refuses the access token that authentik has');
    expect(shown).toContain('authentik-aws rotate scim-token');
  }
  const third = await stage.generate();
  expect((await stage.rotate(third)).code).toBe(3);
  expect(await stage.inAuthentik()).toBe(third);
  expect(await stage.works()).toBe(true);
});
