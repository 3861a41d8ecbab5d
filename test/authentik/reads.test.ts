import { describe, expect, test } from 'vitest';
import { connectRecorded } from './recorded-server.js';
import { recordedReleases, values } from './recording.js';

describe.each(recordedReleases)('authentik %s, read', (release) => {
  test('says which release it is, whose token it is and what time it has', async () => {
    const { authentik, server } = await connectRecorded(release);
    expect(authentik.release.text).toBe(release);
    const rolePks = authentik.release.atLeast(2025, 12) ? [] : undefined;
    expect(authentik.account).toEqual({ pk: 7, username: 'akadmin', superuser: true, rolePks });
    expect(Math.abs(authentik.clockSkewSeconds ?? Number.NaN)).toBeLessThan(60);
    expect(server.requests).toHaveLength(2);
  });

  test('finds flows by slug', async () => {
    const { authentik } = await connectRecorded(release);
    const slug = 'default-provider-authorization-implicit-consent';
    expect(await authentik.flows.bySlug(slug)).toEqual({
      pk: values.authz,
      slug,
      name: 'Authorize Application',
      designation: 'authorization',
    });
    expect(await authentik.flows.bySlug('no-such-flow')).toBeUndefined();
  });

  test('finds the SAML e-mail mapping under the path of the release', async () => {
    const { authentik } = await connectRecorded(release);
    const managed = 'goauthentik.io/providers/saml/email';
    expect(await authentik.mappings.samlByManaged(managed)).toEqual({
      pk: values.emailMapping,
      name: 'authentik default SAML Mapping: Email',
      managed,
      expression: 'return request.user.email',
    });
  });

  test('reads certificates, whatever the release calls the type of their key', async () => {
    const { authentik } = await connectRecorded(release);
    const byName = await authentik.certificates.byName('probe AWS signing');
    expect(byName).toEqual({
      pk: values.cert,
      name: 'probe AWS signing',
      fingerprintSha256: 'AB:CD',
      expires: new Date('2029-11-01T12:00:00Z'),
      keyType: 'rsa',
      hasPrivateKey: true,
      managed: undefined,
      subject: 'OU=Self-signed,O=authentik,CN=probe AWS signing',
    });
    expect(await authentik.certificates.get(values.cert)).toEqual(byName);
    expect(await authentik.certificates.pem(values.cert)).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(await authentik.certificates.byName('none of that name')).toBeUndefined();
    const missing = '00000000-0000-4000-8000-000000000000';
    expect(await authentik.certificates.get(missing)).toBeUndefined();
  });

  test('reads an application', async () => {
    const { authentik } = await connectRecorded(release);
    expect(await authentik.applications.bySlug('probe-aws')).toEqual({
      pk: values.app,
      name: 'probe AWS',
      slug: 'probe-aws',
      providerPk: values.saml,
      provider: { name: 'probe saml', kind: 'SAML Provider', isSaml: true },
      launchUrl: 'https://d-99672f8278.awsapps.com/start',
      backchannelProviderPks: [],
      policyEngineMode: 'any',
    });
    expect(await authentik.applications.bySlug('probe-none')).toBeUndefined();
  });

  test('reads the bindings of an application', async () => {
    const { authentik } = await connectRecorded(release);
    const [first, ...others] = await authentik.bindings.of(values.app);
    expect(first).toEqual({
      // Two bindings of the same order were recorded, so either may come first.
      pk: expect.stringMatching(/^[0-9a-f-]{36}$/),
      group: { pk: values.group, name: 'aws-users' },
      order: 0,
      enabled: true,
      negate: false,
    });
    // Only the first row of a list is recorded.
    expect(others).toEqual([]);
  });

  test('reads groups and users', async () => {
    const { authentik } = await connectRecorded(release);
    expect(await authentik.groups.named('aws-users')).toEqual([
      {
        pk: values.group,
        name: 'aws-users',
        superuser: false,
        memberPks: [values.alice],
        parentPks: [],
        ...(authentik.release.atLeast(2025, 8) && { childPks: [] }),
      },
    ]);
    expect(await authentik.users.byUsername('alice')).toEqual({
      pk: values.alice,
      username: 'alice',
      name: 'Alice Example',
      email: 'alice@example.com',
      active: true,
      kind: 'internal',
      uid: 'ab'.repeat(32),
      uuid: '00000000-0000-4000-8000-0000000000ff',
      groupPks: ['00000000-0000-4000-8000-0000000000ff'],
    });
    expect(await authentik.users.byUsername('bob')).toMatchObject({ email: '' });
    expect(await authentik.users.byUsername('carol')).toBeUndefined();
  });

  test('lists the members of a group', async () => {
    const { authentik, server } = await connectRecorded(release);
    const members: string[] = [];
    for await (const user of authentik.users.all({ groupNames: ['aws-users'] })) {
      members.push(user.username);
    }
    expect(members).toEqual(['alice']);
    expect(server.requests.at(-1)?.query.get('is_active')).toBeNull();
  });
});

test('groups are listed in the order of their names, without the members themselves', async () => {
  const row = { pk: values.group, name: 'aws-users', is_superuser: false };
  const { authentik, server } = await connectRecorded('2026.2.2', {
    'GET /core/groups/': ({ query }) => {
      const first = query.get('page') === '1';
      const results = first ? [{ ...row, users: [21, 22] }] : [{ ...row, name: 'unlisted' }];
      return { json: { pagination: { next: first ? 2 : 0 }, results } };
    },
  });
  const found: (readonly [string, readonly number[] | undefined])[] = [];
  for await (const { name, memberPks } of authentik.groups.all()) found.push([name, memberPks]);
  expect(found).toEqual([
    ['aws-users', [21, 22]],
    ['unlisted', undefined],
  ]);
  const asked = server.requests.filter(({ path }) => path === '/core/groups/');
  expect(asked.map(({ query }) => query.get('include_users'))).toEqual(['false', 'false']);
  expect(asked[0]?.query.get('ordering')).toBe('name');
});

test.each([
  ['2025.10.4', { parent: values.group, parent_name: 'staff' }],
  ['2026.2.2', { parents: [values.group], parents_obj: null, children: ['below'] }],
] as const)('%s tells which groups a group lies in', async (release, where) => {
  const row = { pk: 'team', name: 'team', is_superuser: false, users: [], ...where };
  const { authentik } = await connectRecorded(release, {
    'GET /core/groups/': { json: { pagination: { next: 0 }, results: [row] } },
  });
  const childPks = Object(where).children;
  expect(await authentik.groups.named('team')).toMatchObject([
    { parentPks: [values.group], childPks },
  ]);
});

test('of several groups with one name all are found', async () => {
  const row = { name: 'team', is_superuser: false, users: [], parent: null };
  const results = [
    { ...row, pk: 'one' },
    { ...row, pk: 'two' },
  ];
  const { authentik } = await connectRecorded('2023.10.7', {
    'GET /core/groups/': { json: { pagination: { next: 0 }, results } },
  });
  const found = await authentik.groups.named('team');
  expect(found.map(({ pk }) => pk)).toEqual(['one', 'two']);
});

test('service accounts of a release without user types are known by their attribute', async () => {
  const { authentik } = await connectRecorded('2023.10.7', {
    'GET /core/users/': {
      json: {
        pagination: { next: 0 },
        results: [
          oldUser('alice', {}),
          oldUser('ak-outpost', { 'goauthentik.io/user/service-account': true }),
        ],
      },
    },
  });
  const kinds: string[] = [];
  for await (const user of authentik.users.all()) kinds.push(user.kind);
  expect(kinds).toEqual(['internal', 'service_account']);
});

function oldUser(username: string, attributes: object) {
  return { pk: 1, username, name: '', email: '', is_active: true, attributes };
}
