import { describe, expect, it } from 'vitest';
import { many, one, type Server, samlBody, server } from './calls.js';

const release = '2026.2.2';

async function saml(on: Server, name: string): Promise<Record<string, unknown>> {
  return one(await on.call('POST', '/providers/saml/', await samlBody(on, name)));
}

async function scim(on: Server, name: string): Promise<Record<string, unknown>> {
  const url = 'https://example.com/scim/v2';
  return one(await on.call('POST', '/providers/scim/', { name, url, token: 'scim-token' }));
}

describe('names', () => {
  it('of providers are unique over all kinds', async () => {
    const on = await server(release);
    await scim(on, 'aws');
    expect(await on.call('POST', '/providers/saml/', await samlBody(on, 'aws'))).toEqual({
      status: 400,
      body: { name: ['provider with this name already exists.'] },
    });
  });

  it('may stay when an object is changed', async () => {
    const on = await server(release);
    const { pk } = await saml(on, 'aws');
    const answer = await on.call('PATCH', `/providers/saml/${pk}/`, { name: 'aws' });
    expect(answer.status).toBe(200);
  });
});

describe('an application', () => {
  it('has its provider for itself', async () => {
    const on = await server(release);
    const { pk } = await saml(on, 'aws');
    await on.call('POST', '/core/applications/', { name: 'one', slug: 'one', provider: pk });
    await on.call('POST', '/core/applications/', { name: 'two', slug: 'two' });
    expect(await on.call('PATCH', '/core/applications/two/', { provider: pk })).toEqual({
      status: 400,
      body: { provider: ['Application with this provider already exists.'] },
    });
  });

  it('takes SCIM providers alone as backchannel providers', async () => {
    const on = await server(release);
    const { pk } = await saml(on, 'aws');
    const body = { name: 'AWS', slug: 'aws', backchannel_providers: [pk] };
    expect(await on.call('POST', '/core/applications/', body)).toEqual({
      status: 400,
      body: { backchannel_providers: [`Invalid pk "${pk}" - object does not exist.`] },
    });
  });

  it('takes its backchannel providers and bindings along and leaves its provider', async () => {
    const on = await server(release);
    const [main, background] = [await saml(on, 'aws'), await scim(on, 'aws scim')];
    const body = { provider: main.pk, backchannel_providers: [background.pk] };
    await on.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws', ...body });
    expect((await on.call('DELETE', '/core/applications/aws/')).status).toBe(204);
    expect((await on.call('GET', `/providers/scim/${background.pk}/`)).status).toBe(404);
    expect(one(await on.call('GET', `/providers/saml/${main.pk}/`))).toMatchObject({
      assigned_application_slug: null,
    });
  });

  it('loses its provider when that is deleted', async () => {
    const on = await server(release);
    const { pk } = await saml(on, 'aws');
    await on.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws', provider: pk });
    const users = many({ ...(await on.call('GET', '/core/applications/')) });
    expect(users.results).toMatchObject([{ slug: 'aws', provider: pk }]);
    expect((await on.call('DELETE', `/providers/all/${pk}/`)).status).toBe(204);
    expect(one(await on.call('GET', '/core/applications/aws/')).provider).toBeNull();
  });

  it('is listed for those who may open it, and for administrators who ask for all', async () => {
    const on = await server(release);
    const app = one(await on.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws' }));
    const [group] = many(await on.call('GET', '/core/groups/?name=aws-users')).results;
    const binding = { target: app.pk, group: group?.pk, order: 0 };
    await on.call('POST', '/policies/bindings/', binding);
    const listed = async (query: string, token?: string) =>
      many(await on.call('GET', `/core/applications/${query}`, undefined, token)).results.length;
    expect(await listed('')).toBe(0);
    expect(await listed('?superuser_full_list=true')).toBe(1);
    expect(await listed('?superuser_full_list=true', on.tokenWith([]))).toBe(0);
  });
});

describe('a certificate', () => {
  it('says which providers use it', async () => {
    const on = await server(release);
    const [pair] = many(await on.call('GET', '/crypto/certificatekeypairs/')).results;
    const { pk } = await saml(on, 'aws');
    const signing = { signing_kp: pair?.pk, sign_assertion: true };
    await on.call('PATCH', `/providers/saml/${pk}/`, signing);
    const { body } = await on.call('GET', `/crypto/certificatekeypairs/${pair?.pk}/used_by/`);
    const name = 'SAML Provider aws';
    expect(body).toMatchObject([{ model_name: 'samlprovider', name, action: 'set_null' }]);
  });
});

describe('a binding', () => {
  it('is changed only with its target and subject sent again', async () => {
    const on = await server(release);
    const app = one(await on.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws' }));
    const [alice] = many(await on.call('GET', '/core/users/?username=alice')).results;
    const whole = { target: app.pk, user: alice?.pk, order: 0 };
    const { pk } = one(await on.call('POST', '/policies/bindings/', whole));
    const change = (body: object) => on.call('PATCH', `/policies/bindings/${pk}/`, body);
    expect((await change({ enabled: false })).status).toBe(405);
    expect((await change({ enabled: false, target: app.pk })).status).toBe(400);
    expect((await change({ ...whole, enabled: false })).status).toBe(200);
  });
});
