import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import type { Stage } from '../commands/stage.js';
import { examined, finishedStage, forAwsUsers } from './examined.js';

async function provisioned(release: string): Promise<Stage> {
  const stage = await finishedStage({ authentik: { release } }, '--scim');
  onTestFinished(() => stage.close());
  await stage.authentik.settled();
  return stage;
}

/** Saving the provider starts a sync. */
async function sync(stage: Stage): Promise<void> {
  const [provider] = await stage.list('/providers/scim/');
  await stage.call('PATCH', `/providers/scim/${provider?.pk}/`, { url: provider?.url });
  await stage.authentik.settled();
}

async function deactivateAlice(stage: Stage): Promise<void> {
  const [alice] = await stage.list('/core/users/?username=alice');
  await stage.call('PATCH', `/core/users/${alice?.pk}/`, { is_active: false });
  await stage.authentik.settled();
}

describe.each(['2026.2.2', '2025.10.4', '2024.8.6', '2023.10.7'])('on %s', (release) => {
  test('a sync that AWS refuses is broken, though all arrived long ago', async () => {
    const stage = await provisioned(release);
    const before = (await examined(stage, forAwsUsers)).check('last-sync');
    stage.instance.provisioning = undefined;
    await deactivateAlice(stage);
    await sync(stage);
    const { check, code } = await examined(stage, forAwsUsers);
    const { result, level, text, details, remedy } = check('last-sync');
    expect([result, level, code]).toEqual(['problem', 'required', 1]);
    if (before.result === 'ok') {
      expect(text).toMatch(/^the last sync was refused/);
      expect(remedy.join()).toContain('authentik-aws rotate scim-token --scim-token-file FILE');
    }
    expect(details).toContain(
      'alice@example.com is deactivated in authentik and still enabled in AWS',
    );
    const status = await stage.run(['status', ...forAwsUsers]);
    expect(status.code).toBe(1);
    expect(oneLine(status.stdout)).toMatch(/Sync ✖/);
  });
});

test('where the log may not be read, CloudTrail tells that AWS refuses it', async () => {
  const stage = await provisioned('2026.2.2');
  const { details: rights } = (await examined(stage, forAwsUsers)).check('rights-look');
  const held = rights.filter((right) => !right.startsWith('authentik_tasks'));
  const [provider] = await stage.list('/providers/scim/');
  await stage.call('PATCH', `/providers/scim/${provider?.pk}/`, { token: 'no-token-of-aws' });
  await stage.authentik.settled();
  await setTimeout(1_100);
  stage.aws.world.trail.record(refusedRequest(stage));
  const env = { AUTHENTIK_TOKEN: stage.authentik.tokenWith(held) };
  const { code, stdout } = await stage.run(['status', ...forAwsUsers], { env });
  expect(code).toBe(1);
  expect(oneLine(stdout)).toContain(
    'CloudTrail shows that AWS refused the newest request: Request is',
  );
});

/** A request of a sync after the others: records tell whole seconds. */
function refusedRequest({ instance }: Stage): Record<string, unknown> {
  const at = new Date().toISOString().slice(0, 19);
  return {
    ...{ eventID: 'refused', eventTime: `${at}Z`, eventName: 'ServiceProviderConfig' },
    ...{ eventSource: 'identitystore-scim.amazonaws.com', awsRegion: 'eu-central-1' },
    ...{ errorCode: 'UnauthorizedException', errorMessage: 'Request is missing authentication.' },
    requestParameters: { tenantId: instance.provisioning?.tenantId },
    userAgent: 'authentik@2026.2.2',
  };
}

test('somebody deactivated whom the sync has disabled has arrived so', async () => {
  const stage = await provisioned('2025.10.4');
  await deactivateAlice(stage);
  await sync(stage);
  const { check } = await examined(stage, forAwsUsers);
  expect(check('last-sync').result).toBe('ok');
});

test.each(['2026.2.2', '2025.10.4'])(
  'without --group on %s what the provider covers is looked for',
  async (release) => {
    const stage = await provisioned(release);
    const { check } = await examined(stage);
    expect([check('last-sync').result, check('scim-provider').result]).toEqual(['ok', 'ok']);
  },
);
