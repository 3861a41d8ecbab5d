import { expect, test } from 'vitest';
import { serviceProviderUrls } from '../../src/sandbox/aws/world/instance.js';
import { answers, finish, providerOf } from '../procedure/answers.js';
import { oneLine } from './run-program.js';
import { outsideLines, readPlan } from './seen-plan.js';
import { openStage, type Stage, stateOf } from './stage.js';

const seen = async (stage: Stage) => readPlan((await stage.run(['plan', '--json'])).stdout);

test('what somebody changed is told by every command, apart from what is intended', async () => {
  const stage = await openStage();
  await finish(stage);
  expect((await seen(stage)).changedOutside).toEqual([]);
  const { pk, audience } = await providerOf(stage);
  const patch = (fields: object) => stage.call('PATCH', `/providers/saml/${pk}/`, fields);
  await patch({ audience: 'urn:wrong', name: 'Renamed' });
  const plan = await seen(stage);
  expect(plan.changedOutside).toMatchObject([
    { key: 'saml-provider', object: 'SAML provider "AWS IAM Identity Center"', kind: 'changed' },
  ]);
  expect(outsideLines(plan)[0]?.fields).toEqual([
    'name: AWS IAM Identity Center → Renamed',
    `audience: ${audience} → urn:wrong`,
  ]);
  const human = oneLine((await stage.run(['plan'])).stdout);
  expect(human).toMatch(
    /Changed outside authentik-aws since \d{4}-\d\d-\d\d \d\d:\d\d UTC ~ SAML provider .* What setup would do/,
  );
  expect((await stage.run(['status'])).stdout).toContain('Changed outside authentik-aws since');
  const status = JSON.parse((await stage.run(['status', '--json'])).stdout);
  expect(status.changedOutside).toHaveLength(1);

  const { stdout } = await stage.run(['setup', '--no-input', '--json', ...answers(stage)]);
  expect(JSON.parse(stdout)).toMatchObject({
    changedOutside: [{ key: 'saml-provider' }],
    // The name is nobody's business but the owner's; it is told once more, and is then known.
    plan: { changedOutside: [{ fields: [{ field: 'name' }] }] },
  });
  expect(await providerOf(stage, 'Renamed')).toMatchObject({ audience });
  expect((await seen(stage)).changedOutside).toEqual([]);
});

test('what is not mended stays told as long as it is so', async () => {
  const stage = await openStage();
  await finish(stage);
  const { pk } = await providerOf(stage);
  await stage.call('DELETE', `/providers/saml/${pk}/`);
  const refused = await stage.run(['setup', '--no-input', '--group', 'typo']);
  expect(refused.code).toBe(1);
  expect((await seen(stage)).changedOutside).toMatchObject([{ kind: 'gone', fields: [] }]);
  await finish(stage);
  expect((await seen(stage)).changedOutside).toEqual([]);
  expect(stateOf(stage)).toMatchObject({ left: { 'saml-provider': { id: expect.any(String) } } });
});

test('what this program changed before it broke off is no change made outside', async () => {
  let broken = false;
  const stage = await openStage({
    authentik: {
      intercept: async () => (broken ? new Response('{}', { status: 500 }) : undefined),
      afterwards: async ({ method, url }) => {
        broken ||= breaks && method === 'PATCH' && url.includes('/providers/saml/');
      },
    },
  });
  let breaks = false;
  await finish(stage);
  const { dualStackAcs } = serviceProviderUrls(stage.instance);
  breaks = true;
  const run = () =>
    stage.run(['setup', '--no-input', ...answers(stage).slice(2), '--acs-url', dualStackAcs]);
  expect((await run()).code).toBe(1);
  broken = false;
  breaks = false;
  expect(await providerOf(stage)).toMatchObject({ acs_url: dualStackAcs });
  expect((await seen(stage)).changedOutside).toEqual([]);
  expect((await run()).code).toBe(0);
});
