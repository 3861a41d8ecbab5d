import { describe, expect, it } from 'vitest';
import { many, one, type Server, server } from './calls.js';

const body = { name: 'aws scim', url: 'https://example.com/scim/v2', token: 'scim-token' };

async function made(on: Server, more: object = {}): Promise<Record<string, unknown>> {
  return one(await on.call('POST', '/providers/scim/', { ...body, ...more }));
}

describe('the status of a SCIM provider that works for no application', () => {
  it.each([
    ['2023.10.7', 'sync_status', { status: 'WARNING', messages: [expect.any(String)] }],
    ['2024.2.0', 'sync_status', { is_running: false, tasks: [] }],
    ['2025.6.0', 'sync/status', { is_running: false, tasks: [] }],
    ['2025.8.0', 'sync/status', { is_running: false, last_sync_status: 'done' }],
  ])('is reported by %s under %s', async (release, path, expected) => {
    const on = await server(release);
    const { pk } = await made(on);
    await on.settled();
    expect(one(await on.call('GET', `/providers/scim/${pk}/${path}/`))).toMatchObject(expected);
  });

  it('is explained in the log of its task', async () => {
    const on = await server('2025.10.4');
    await made(on);
    await on.settled();
    const [task] = many(await on.call('GET', '/tasks/tasks/')).results;
    expect(JSON.stringify(task?.logs)).toContain('No provider found');
  });
});

describe('a SCIM provider', () => {
  it.each([
    ['2025.4.4', 'slack', 201],
    ['2025.4.4', 'sfdc', 400],
    ['2025.10.4', 'sfdc', 201],
    ['2026.2.2', 'gitlab', 400],
    ['2026.8.0', 'gitlab', 201],
  ])('of %s knows the mode %s or not', async (release, mode, status) => {
    const on = await server(release);
    const answer = await on.call('POST', '/providers/scim/', { ...body, compatibility_mode: mode });
    expect(answer.status).toBe(status);
  });

  it('filters users by group until 2025.12, groups from 2026.2 on', async () => {
    for (const [release, field, other] of [
      ['2025.12.0', 'filter_group', 'group_filters'],
      ['2026.2.0', 'group_filters', 'filter_group'],
    ] as const) {
      const shown = await made(await server(release));
      expect(shown).toHaveProperty(field);
      expect(shown).not.toHaveProperty(other);
    }
  });

  it('takes SCIM mappings alone', async () => {
    const on = await server('2026.2.2');
    const saml = many(await on.call('GET', '/propertymappings/provider/saml/')).results[0]?.pk;
    const answer = await on.call('POST', '/providers/scim/', {
      ...body,
      property_mappings: [saml],
    });
    expect(answer.body).toEqual({
      property_mappings: [`Invalid pk "${saml}" - object does not exist.`],
    });
  });
});

describe('trying a mapping', () => {
  it.each([
    ['bob', { userName: 'bob', name: { givenName: 'Bob', familyName: ' ' }, emails: [] }],
    ['alice', { userName: 'alice', emails: [{ value: 'alice@example.com' }] }],
  ])('shows what the managed one makes of %s', async (username, expected) => {
    const on = await server('2026.2.2');
    const managed = '/propertymappings/provider/scim/?managed=goauthentik.io/providers/scim/user';
    const mapping = many(await on.call('GET', managed)).results[0]?.pk;
    const user = many(await on.call('GET', `/core/users/?username=${username}`)).results[0]?.pk;
    const path = `/propertymappings/all/${mapping}/test/`;
    const { result, successful } = one(await on.call('POST', path, { user }));
    expect(successful).toBe(true);
    expect(JSON.parse(String(result))).toMatchObject(expected);
  });

  it.each([
    ['return {"userName": "x"}', true, '{"userName":"x"}'],
    ['return request.user.name', false, 'A mapping must return a dict.'],
    ['return words[0]', false, expect.stringContaining('This sandbox understands only')],
    ['return [][0]', false, 'IndexError: list index out of range'],
    ['raise SkipObject', false, 'SkipObject'],
  ])('answers for %s', async (expression, successful, result) => {
    const on = await server('2026.2.2');
    const own = { name: 'own', expression };
    const { pk } = one(await on.call('POST', '/propertymappings/provider/scim/', own));
    const alice = many(await on.call('GET', '/core/users/?username=alice')).results[0]?.pk;
    const path = `/propertymappings/all/${pk}/test/`;
    expect(await on.call('POST', path, { user: alice })).toEqual({
      status: 200,
      body: { result, successful },
    });
  });
});
