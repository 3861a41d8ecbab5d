import { describe, expect, it } from 'vitest';
import { many, one, samlBody, server } from './calls.js';

const denied = { detail: 'You do not have permission to perform this action.' };
const lists = [
  '/flows/instances/',
  '/crypto/certificatekeypairs/',
  '/providers/saml/',
  '/providers/all/',
  '/core/users/',
  '/core/groups/',
  '/policies/bindings/',
];

describe('a token without rights', () => {
  it.each(['2023.10.7', '2026.2.2'])('is refused lists by %s', async (release) => {
    const on = await server(release);
    const token = on.tokenWith([]);
    for (const path of lists) {
      expect(await on.call('GET', path, undefined, token)).toEqual({ status: 403, body: denied });
    }
  });

  it('is shown empty lists by 2023.5', async () => {
    const on = await server('2023.5.6');
    const token = on.tokenWith([]);
    for (const path of lists) {
      const answer = await on.call('GET', path, undefined, token);
      expect(answer.status).toBe(200);
      expect(many(answer).results).toEqual([]);
    }
    const flow = '/flows/instances/default-invalidation-flow/';
    expect(await on.call('GET', flow, undefined, token)).toEqual({
      status: 404,
      body: { detail: 'Not found.' },
    });
  });

  it('is refused before its body is looked at', async () => {
    const on = await server('2025.4.4');
    const answer = await on.call('POST', '/providers/saml/', {}, on.tokenWith([]));
    expect(answer).toEqual({ status: 403, body: denied });
  });

  it('may ask for the version, for itself and for what it may open', async () => {
    const on = await server('2026.2.2');
    const token = on.tokenWith([]);
    for (const path of ['/admin/version/', '/core/users/me/', '/core/applications/']) {
      expect((await on.call('GET', path, undefined, token)).status).toBe(200);
    }
  });
});

describe('a token with some rights', () => {
  const view = 'authentik_providers_saml.view_samlprovider';
  const add = 'authentik_providers_saml.add_samlprovider';
  const change = 'authentik_providers_saml.change_samlprovider';

  it('may make what it may not read', async () => {
    const on = await server('2025.10.4');
    const token = on.tokenWith([add]);
    const made = await on.call('POST', '/providers/saml/', await samlBody(on, 'aws'), token);
    expect(made.status).toBe(201);
    const path = `/providers/saml/${one(made).pk}/`;
    expect((await on.call('GET', path, undefined, token)).status).toBe(403);
  });

  it.each([
    [[view], 403],
    [[change], 403],
    [[view, change], 200],
  ])('changes with view and change together: %j', async (rights, status) => {
    const on = await server('2025.10.4');
    const made = one(await on.call('POST', '/providers/saml/', await samlBody(on, 'aws')));
    const path = `/providers/saml/${made.pk}/`;
    const answer = await on.call('PATCH', path, { audience: 'x' }, on.tokenWith(rights));
    expect(answer.status).toBe(status);
  });

  it('reads a certificate with a right of its own from 2025.12 on', async () => {
    for (const [release, status] of [
      ['2025.10.4', 200],
      ['2025.12.0', 403],
    ] as const) {
      const on = await server(release);
      const list = '/crypto/certificatekeypairs/';
      const [first] = many(await on.call('GET', list)).results;
      const token = on.tokenWith(['authentik_crypto.view_certificatekeypair']);
      const path = `${list}${first?.pk}/view_certificate/`;
      expect((await on.call('GET', path, undefined, token)).status).toBe(status);
    }
  });

  it('finds its own rights through its role from 2025.12 on', async () => {
    const on = await server('2026.2.2');
    const token = on.tokenWith([view, change]);
    const me = one(await on.call('GET', '/core/users/me/', undefined, token));
    expect(me).toMatchObject({ user: { roles: [{ pk: expect.any(String) }] } });
    const role = JSON.stringify(me).match(/"roles":\[\{[^}]*"pk":"([^"]+)"/)?.[1];
    const held = await on.call('GET', `/rbac/permissions/?role=${role}`, undefined, token);
    expect(many(held).results).toMatchObject([
      { app_label: 'authentik_providers_saml', codename: 'view_samlprovider' },
      { codename: 'change_samlprovider' },
    ]);
  });

  it('asks in vain about others', async () => {
    const on = await server('2026.2.2');
    const made = one(await on.call('POST', '/providers/saml/', await samlBody(on, 'aws')));
    const preview = `/providers/saml/${made.pk}/preview_user/?for_user=1`;
    expect(await on.call('GET', preview, undefined, on.tokenWith([view]))).toEqual({
      status: 400,
      body: { for_user: 'User not found' },
    });
  });

  it('is told about itself when it asks who may open an application', async () => {
    const on = await server('2026.2.2');
    const app = one(await on.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws' }));
    const [alice] = many(await on.call('GET', '/core/users/?username=alice')).results;
    const binding = { target: app.pk, user: alice?.pk, order: 0 };
    expect((await on.call('POST', '/policies/bindings/', binding)).status).toBe(201);
    const path = `/core/applications/aws/check_access/?for_user=${alice?.pk}`;
    expect(one(await on.call('GET', path)).passing).toBe(true);
    expect(one(await on.call('GET', path, undefined, on.tokenWith([]))).passing).toBe(false);
  });
});
