import { describe, expect, test } from 'vitest';
import { openRotationStage, SECOND } from './rotate-certificate/rotation-stage.js';
import { openTokenStage } from './rotate-scim-token/token-stage.js';

const releases = ['2023.10.7', '2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2', '2026.5.0'];

describe.each(releases)('authentik %s', (release) => {
  test('goes over to the next certificate and back', async () => {
    const stage = await openRotationStage({ authentik: { release } });
    await stage.rotate();
    await stage.importNext();
    await stage.signInAlice();
    const said = ['--certificate-imported', stage.typed()];
    expect((await stage.rotate(...said)).code).toBe(0);
    expect(await stage.signsWith()).toBe(SECOND);
    await stage.signInAlice();
    const proved = await stage.rotate('--json');
    expect(proved.code).toBe(0);
    expect(JSON.parse(proved.stdout)).toMatchObject({
      ...{ format: 'authentik-aws/rotate-certificate', version: 1, waiting: [] },
      facts: { signIn: { userName: 'alice@example.com' } },
    });
    expect((await stage.run(['plan', '--exit-code'])).code).toBe(0);
    expect((await stage.rotate('--back')).code).toBe(0);
    await stage.signInAlice();
    expect((await stage.rotate('--abandon')).code).toBe(0);
    expect((await stage.run(['plan', '--exit-code'])).code).toBe(0);
  });

  test('goes over to a second token', async () => {
    const stage = await openTokenStage({ authentik: { release } });
    const second = await stage.generate();
    expect((await stage.rotate(second)).code).toBe(3);
    expect(await stage.inAuthentik()).toBe(second);
    await stage.deleteOldest();
    const last = await stage.rotate(undefined, '--old-token-deleted', '--json');
    expect(last.code, last.stderr).toBe(0);
    expect(JSON.parse(last.stdout)).toMatchObject({
      ...{ format: 'authentik-aws/rotate-scim-token', version: 1, waiting: [] },
      facts: { syncProved: { by: 'trail' } },
    });
    expect((await stage.run(['plan', '--exit-code', '--group', 'aws-users'])).code).toBe(0);
  });
});

test('authentik 2026.8 shows no token, and goes over to a second one all the same', async () => {
  const stage = await openTokenStage({ authentik: { release: '2026.8.0' } });
  expect(await stage.inAuthentik()).toBe('undefined');
  expect((await stage.rotate(await stage.generate())).code).toBe(3);
  await stage.deleteOldest();
  expect((await stage.rotate(undefined, '--old-token-deleted')).code).toBe(0);
  expect((await stage.run(['plan', '--exit-code', '--group', 'aws-users'])).code).toBe(0);
});
