import { describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../commands/stage.js';
import { examined } from './examined.js';

const since2026 = { createdDate: new Date('2026-03-01T00:00:00Z') };

/** A set-up that was begun with this ACS host, and perhaps with this portal. */
async function begun(host: string, setting: Parameters<typeof openStage>[0] = {}, portal?: string) {
  const stage = await openStage(setting);
  const { serviceProviderTenantId: tenant } = stage.instance;
  const acs = `https://eu-central-1.${host}/platform/saml/acs/${tenant}`;
  const done = ['--accept-identity-source', '--identity-source-done', stage.instance.instanceId];
  const at = portal === undefined ? [] : ['--portal-url', portal.replace('ID', idOf(stage))];
  const flags = ['setup', '--no-input', '--acs-url', acs, ...done, ...at];
  const ran = await stage.run(flags);
  expect(ran.code, ran.stderr).toBe(0);
  return (await examined(stage)).check('acs-url');
}

const idOf = ({ instance }: Stage) => instance.instanceId;

describe('the ACS URL', () => {
  test.each([
    ['signin.aws.amazon.com', {}, 'ok'],
    ['signin.aws', {}, 'problem'],
    ['sso.signin.aws', {}, 'problem'],
    ['signin.aws', { aws: since2026 }, 'ok'],
    ['signin.aws.amazon.com', { aws: since2026 }, 'problem'],
  ])('at %s of an instance with %j', async (host, setting, result) => {
    expect(await begun(host, setting)).toMatchObject({ result, level: 'advice' });
  });

  test('and a portal of another form do not go together', async () => {
    const portal = 'https://ID.portal.eu-central-1.app.aws';
    const { text } = await begun('signin.aws.amazon.com', {}, portal);
    expect(text).toContain('is of another form than the ACS URL in authentik');
  });

  test('and a portal of its own form do', async () => {
    const portal = 'https://my-company.awsapps.com/start';
    expect((await begun('signin.aws.amazon.com', {}, portal)).result).toBe('ok');
  });
});
