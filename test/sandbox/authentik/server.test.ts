import { describe, expect, it } from 'vitest';
import { startAuthentik } from '../../../src/sandbox/authentik/index.js';
import { one, samlBody, server } from './calls.js';

const release = '2026.2.2';

describe('the server', () => {
  it('remembers what it was asked, so that a test can show that nothing was written', async () => {
    const on = await server(release);
    await on.call('GET', '/core/users/?username=alice');
    await on.call('POST', '/core/groups/', { name: 'new' });
    expect(on.requests).toEqual([
      { method: 'GET', path: '/api/v3/core/users/?username=alice' },
      { method: 'POST', path: '/api/v3/core/groups/' },
    ]);
  });

  it('lets a test answer first, or look at what was sent', async () => {
    const bodies: string[] = [];
    const on = await server(release, {
      intercept: async (request) => {
        bodies.push(await request.text());
        return request.method === 'GET' ? new Response('busy', { status: 503 }) : undefined;
      },
    });
    expect(await on.call('GET', '/admin/version/')).toEqual({ status: 503, body: 'busy' });
    const made = await on.call('POST', '/core/groups/', { name: 'new' });
    expect(made.status).toBe(201);
    expect(bodies).toEqual(['', '{"name":"new"}']);
  });

  it('stops listening when it is closed', async () => {
    const sandbox = await startAuthentik({ release });
    await fetch(`${sandbox.url}/api/v3/root/config/`);
    await sandbox.close();
    await expect(fetch(`${sandbox.url}/api/v3/root/config/`)).rejects.toThrow();
  });

  it('says when its port is taken', async () => {
    const on = await server(release);
    const port = Number(new URL(on.url).port);
    await expect(startAuthentik({ release, port })).rejects.toThrow(/EADDRINUSE/);
  });

  it('writes the address under which it was reached, also through a proxy', async () => {
    const on = await server(release);
    const made = one(await on.call('POST', '/providers/saml/', await samlBody(on, 'aws')));
    const response = await fetch(`${on.url}/api/v3/providers/saml/${made.pk}/`, {
      headers: {
        authorization: `Bearer ${on.token}`,
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'authentik.example.com',
      },
    });
    expect(await response.json()).toMatchObject({
      url_download_metadata: `https://authentik.example.com/api/v3/providers/saml/${made.pk}/metadata/?download`,
    });
  });
});

describe('what a client does wrong', () => {
  it.each([
    ['a method that the path does not know', 'PUT', '/core/users/me/', 405],
    ['an unknown path', 'GET', '/core/nothing/', 404],
    ['a write to an unknown path', 'POST', '/core/nothing/', 405],
    ['a path without its slash', 'GET', '/core/users', 404],
  ])('%s', async (_, method, path, status) => {
    const on = await server(release);
    expect((await on.call(method, path)).status).toBe(status);
  });

  it.each([
    ['{', 'application/json', 400],
    ['[]', 'application/json', 400],
    ['name=x', 'application/x-www-form-urlencoded', 415],
  ])('a body that is not a JSON object: %s', async (body, type, status) => {
    const on = await server(release);
    const response = await fetch(`${on.url}/api/v3/core/groups/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${on.token}`, 'content-type': type },
      body,
    });
    expect(response.status).toBe(status);
  });

  it('wrong values, all of them at once', async () => {
    const on = await server(release);
    const body = {
      name: '',
      authorization_flow: 'not-a-uuid',
      acs_url: null,
      property_mappings: 'x',
      sign_assertion: 'maybe',
      assertion_valid_not_before: 'soon',
    };
    expect((await on.call('POST', '/providers/saml/', body)).body).toEqual({
      name: ['This field may not be blank.'],
      authorization_flow: ['“not-a-uuid” is not a valid UUID.'],
      invalidation_flow: ['This field is required.'],
      acs_url: ['This field may not be null.'],
      property_mappings: ['Expected a list of items but got type "str".'],
      sign_assertion: ['Must be a valid boolean.'],
      assertion_valid_not_before: ["soon is not in the correct format of 'hours=3;minutes=1'."],
    });
  });

  it('the token of somebody who is inactive', async () => {
    const on = await server(release);
    const token = on.tokenWith([]);
    const me = one(await on.call('GET', '/core/users/me/', undefined, token));
    const { pk } = Object(me.user);
    await on.call('PATCH', `/core/users/${pk}/`, { is_active: false });
    expect(await on.call('GET', '/core/users/me/', undefined, token)).toEqual({
      status: 403,
      body: { detail: 'Token invalid/expired' },
    });
  });
});
