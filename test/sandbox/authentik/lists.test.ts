import { describe, expect, it } from 'vitest';
import { many, one, server } from './calls.js';

const names = (answer: Parameters<typeof many>[0], field = 'username') =>
  many(answer).results.map((row) => row[field]);

describe('pages', () => {
  it('lead from one to the next', async () => {
    const on = await server('2025.4.4');
    const seen: unknown[] = [];
    for (let page = 1; page > 0; ) {
      const path = `/core/users/?page_size=1&ordering=pk&page=${page}`;
      const { pagination, results } = many(await on.call('GET', path));
      seen.push(...results.map(({ pk }) => pk));
      page = Number(pagination.next);
    }
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it.each(['0', '3', 'none', '-1'])('that do not exist are refused: %s', async (page) => {
    const on = await server('2025.4.4');
    expect(await on.call('GET', `/core/users/?page_size=2&page=${page}`)).toEqual({
      status: 404,
      body: { detail: 'Invalid page.' },
    });
  });

  it('hold 100 unless asked otherwise until 2025.10, and any number when asked', async () => {
    const on = await server('2025.10.4');
    for (let i = 0; i < 120; i += 1) {
      await on.call('POST', '/core/groups/', { name: `group ${i}` });
    }
    expect(many(await on.call('GET', '/core/groups/')).results).toHaveLength(100);
    expect(many(await on.call('GET', '/core/groups/?page_size=500')).results).toHaveLength(123);
  });

  it('of an empty list are one empty page', async () => {
    const on = await server('2026.2.2');
    expect(await on.call('GET', '/providers/saml/')).toEqual({
      status: 200,
      body: {
        pagination: {
          ...{ next: 0, previous: 0, count: 0, current: 1 },
          ...{ total_pages: 1, start_index: 0, end_index: 0 },
        },
        results: [],
        autocomplete: {},
      },
    });
  });
});

describe('filters', () => {
  it.each([
    ['groups_by_name=aws-users', ['alice']],
    ['email=alice@example.com', ['alice']],
    ['search=EXAMPLE.com', ['akadmin', 'alice']],
    ['is_superuser=true', ['akadmin']],
    ['type=internal&type=external', ['akadmin', 'alice', 'bob']],
    ['username=nobody', []],
    ['no_such_filter=x&username=bob', ['bob']],
    ['path_startswith=users&ordering=-username', ['bob', 'alice', 'akadmin']],
  ])('choose users: %s', async (query, expected) => {
    const on = await server('2026.2.2');
    expect(names(await on.call('GET', `/core/users/?${query}`))).toEqual(expected);
  });

  it('leave inactive users out', async () => {
    const on = await server('2026.2.2');
    const [bob] = many(await on.call('GET', '/core/users/?username=bob')).results;
    await on.call('PATCH', `/core/users/${bob?.pk}/`, { is_active: false });
    expect(names(await on.call('GET', '/core/users/?is_active=false'))).toEqual(['bob']);
    expect(names(await on.call('GET', '/core/users/?is_active=true'))).not.toContain('bob');
  });

  it('that a release does not know are ignored', async () => {
    const on = await server('2023.6.2');
    expect(names(await on.call('GET', '/core/users/?type=external'))).toHaveLength(3);
  });

  it('find certificates with a key and mappings by their managed names', async () => {
    const on = await server('2026.2.2');
    const certificates = await on.call('GET', '/crypto/certificatekeypairs/?has_key=true');
    expect(names(certificates, 'name')).toEqual(['authentik Self-signed Certificate']);
    const managed = ['email', 'upn'].map((each) => `managed=goauthentik.io/providers/saml/${each}`);
    const mappings = await on.call('GET', `/propertymappings/provider/saml/?${managed.join('&')}`);
    expect(names(mappings, 'managed')).toHaveLength(2);
  });

  it('leave members out of groups when asked, from 2024.4 on', async () => {
    const path = '/core/groups/?name=aws-users&include_users=false';
    const shown = async (release: string) =>
      many(await (await server(release)).call('GET', path)).results[0]?.users_obj;
    expect(await shown('2024.4.0')).toBeNull();
    expect(await shown('2024.2.0')).toMatchObject([{ username: 'alice' }]);
  });
});

describe('a group', () => {
  it('gains and loses members', async () => {
    const on = await server('2026.2.2');
    const [group] = many(await on.call('GET', '/core/groups/?name=aws-users')).results;
    const [bob] = many(await on.call('GET', '/core/users/?username=bob')).results;
    const change = (action: string) =>
      on.call('POST', `/core/groups/${group?.pk}/${action}/`, { pk: bob?.pk });
    expect((await change('add_user')).status).toBe(204);
    expect(names(await on.call('GET', '/core/users/?groups_by_name=aws-users'))).toContain('bob');
    expect((await change('remove_user')).status).toBe(204);
    expect(one(await on.call('GET', `/core/groups/${group?.pk}/`)).users).toHaveLength(1);
  });

  it('that is deleted leaves its members and takes its bindings', async () => {
    const on = await server('2026.2.2');
    const [group] = many(await on.call('GET', '/core/groups/?name=aws-users')).results;
    const app = one(await on.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws' }));
    const binding = { target: app.pk, group: group?.pk, order: 0 };
    await on.call('POST', '/policies/bindings/', binding);
    expect((await on.call('DELETE', `/core/groups/${group?.pk}/`)).status).toBe(204);
    expect(many(await on.call('GET', '/policies/bindings/')).results).toEqual([]);
    const [alice] = many(await on.call('GET', '/core/users/?username=alice')).results;
    expect(alice?.groups).toEqual([]);
  });

  it.each([
    ['2024.4.4', 201],
    ['2024.6.4', 400],
    ['2025.10.4', 400],
    ['2026.2.2', 400],
  ])('may have the name of another on %s: %s', async (release, status) => {
    const on = await server(release);
    expect((await on.call('POST', '/core/groups/', { name: 'aws-users' })).status).toBe(status);
    const found = many(await on.call('GET', '/core/groups/?name=aws-users')).results;
    expect(found).toHaveLength(status === 201 ? 2 : 1);
  });
});
