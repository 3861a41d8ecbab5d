import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isNameTaken, type NewScimProvider } from '../../src/authentik/index.js';
import { Secret } from '../../src/basics/secret.js';
import { failureOf, wordsOf } from './failure.js';
import { connectRecorded, type Overrides, recorded } from './recorded-server.js';
import { type RecordedRelease, recordedReleases, values } from './recording.js';

const canary = 'canary-7QmX-scim-token';
const one = `/providers/scim/${values.scim}/`;

const wanted: NewScimProvider = {
  name: 'AWS SCIM',
  url: values.scimUrl,
  token: new Secret(canary),
  mappings: [values.scimMapping],
  groupMappings: [values.scimGroupDefault],
  excludeServiceAccounts: true,
  compatibilityMode: 'aws',
  filterGroup: values.group,
  groupFilters: [values.group],
  verifyCertificates: true,
};

const always = {
  name: 'AWS SCIM',
  url: values.scimUrl,
  token: canary,
  property_mappings: [values.scimMapping],
  property_mappings_group: [values.scimGroupDefault],
  exclude_users_service_account: true,
};

const byGroup = { filter_group: values.group };
const later = { compatibility_mode: 'aws', verify_certificates: true };

const known: Record<RecordedRelease, object> = {
  '2023.10.7': byGroup,
  '2024.8.6': byGroup,
  '2025.4.4': { ...byGroup, ...later },
  '2025.10.4': { ...byGroup, ...later },
  '2026.2.2': { group_filters: [values.group], ...later },
};

const shownLater = { compatibilityMode: 'aws', dryRun: false, verifyCertificates: true };

const shown: Record<RecordedRelease, object> = {
  '2023.10.7': { filterGroup: null },
  '2024.8.6': { filterGroup: null },
  '2025.4.4': { filterGroup: null, ...shownLater },
  '2025.10.4': { filterGroup: null, ...shownLater },
  '2026.2.2': { groupFilters: [], ...shownLater },
};

describe.each(recordedReleases)('SCIM provider on authentik %s', (release) => {
  const probe = {
    pk: values.scim,
    name: 'probe scim',
    url: values.scimUrl,
    mappings: [values.scimMapping],
    groupMappings: [values.scimGroupDefault],
    excludeServiceAccounts: true,
    ...shown[release],
  };

  test('creation sends what the release knows, and gives what was made', async () => {
    const { authentik, server } = await connectRecorded(release);
    expect(await authentik.scimProviders.create(wanted)).toEqual(probe);
    expect(server.requests.at(-1)).toMatchObject({ method: 'POST', path: '/providers/scim/' });
    expect(server.requests.at(-1)?.body).toEqual({ ...always, ...known[release] });
  });

  test('it is read without its token, which the server shows', async () => {
    const { authentik } = await connectRecorded(release, {
      'GET /providers/scim/': {
        json: {
          pagination: { next: 0 },
          results: [recorded(release, 'the SCIM provider').json],
        },
      },
      'GET /providers/scim/99/': recorded(release, 'an application that does not exist'),
    });
    const provider = await authentik.scimProviders.get(values.scim);
    expect(provider).toEqual(probe);
    expect(await authentik.scimProviders.byName('probe scim')).toEqual(probe);
    expect(await authentik.scimProviders.byName('probe')).toBeUndefined();
    expect(await authentik.scimProviders.get(99)).toBeUndefined();
    const seen = inspect({ authentik, provider }, { depth: 20, showHidden: true, getters: true });
    expect(seen).not.toContain('scim-token-1');
  });

  test('once attached, it names its application', async () => {
    const { authentik } = await connectRecorded(release, {
      [`GET ${one}`]: recorded(release, 'save the SCIM provider, which starts a sync'),
    });
    const provider = await authentik.scimProviders.get(values.scim);
    expect(provider?.backchannelApplicationSlug).toBe('probe-aws');
  });

  test('a change sends what is named, and can send nothing at all', async () => {
    const reply = recorded(release, 'change the SCIM token');
    const { authentik, server } = await connectRecorded(release, { [`PATCH ${one}`]: reply });
    await authentik.scimProviders.update(values.scim, {});
    expect(server.requests.at(-1)).toMatchObject({ method: 'PATCH', path: one, body: {} });
    const token = new Secret(canary);
    const changed = await authentik.scimProviders.update(values.scim, { token, mappings: [] });
    expect(server.requests.at(-1)?.body).toEqual({ token: canary, property_mappings: [] });
    expect(JSON.stringify(changed)).not.toContain('scim-token-2');
  });

  test('refusals are told by field, and a taken name is recognised', async () => {
    const { authentik } = await connectRecorded(release, {
      'POST /providers/scim/': recorded(release, 'create the SCIM provider again'),
      [`PATCH ${one}`]: recorded(release, 'create a SCIM provider with nothing'),
    });
    const taken = await failureOf(authentik.scimProviders.create(wanted));
    expect(isNameTaken(taken)).toBe(true);
    const empty = await failureOf(authentik.scimProviders.update(values.scim, { url: '' }));
    expect(empty.fields.url).toEqual(['This field is required.']);
    expect(isNameTaken(empty)).toBe(false);
  });

  test('missing rights are named', async () => {
    const denied = recorded(release, 'create a SAML provider without rights');
    const { authentik } = await connectRecorded(release, {
      'POST /providers/scim/': denied,
      [`PATCH ${one}`]: denied,
      [`GET ${one}`]: denied,
    });
    const { scimProviders } = authentik;
    const words = async (attempt: Promise<unknown>) => wordsOf(await failureOf(attempt));
    expect(await words(scimProviders.create(wanted))).toContain('add_scimprovider');
    expect(await words(scimProviders.update(13, {}))).toContain('change_scimprovider');
    expect(await words(scimProviders.get(13))).toContain('view_scimprovider');
  });
});

test('the keys that a server shows decide over its release', async () => {
  const { authentik, server } = await connectRecorded('2026.2.2', {
    'GET /admin/version/': { json: { version_current: '2025.12.4' } },
  });
  await authentik.scimProviders.get(values.scim);
  await authentik.scimProviders.create(wanted);
  expect(server.requests.at(-1)?.body).toEqual({ ...always, ...known['2026.2.2'] });
});

test('a release that does not show the token is read all the same', async () => {
  const { token: _, ...row } = recorded('2026.2.2', 'the SCIM provider').json as Row;
  const overrides: Overrides = {
    'GET /admin/version/': { json: { version_current: '2026.8.6' } },
    [`GET ${one}`]: { json: row },
    [`PATCH ${one}`]: { json: row },
  };
  const { authentik, server } = await connectRecorded('2026.2.2', overrides);
  expect(await authentik.scimProviders.get(values.scim)).toMatchObject({ pk: values.scim });
  await authentik.scimProviders.update(values.scim, { token: new Secret(canary) });
  expect(server.requests.at(-1)?.body).toEqual({ token: canary });
});

interface Row {
  token: string;
}

test('a name held by another kind of provider is found', async () => {
  const row = {
    pk: 4,
    name: 'AWS SCIM',
    verbose_name: 'SAML Provider',
    meta_model_name: 'authentik_providers_saml.samlprovider',
  };
  const own = { ...row, meta_model_name: 'authentik_providers_scim.scimprovider' };
  const listing = (...results: object[]) => ({ json: { pagination: { next: 0 }, results } });
  const other = await connectRecorded('2025.4.4', { 'GET /providers/all/': listing(own, row) });
  expect(await other.authentik.scimProviders.nameTakenByOther('AWS SCIM')).toEqual({
    pk: 4,
    kind: 'SAML Provider',
  });
  const none = await connectRecorded('2025.4.4', { 'GET /providers/all/': listing(own) });
  expect(await none.authentik.scimProviders.nameTakenByOther('AWS SCIM')).toBeUndefined();
});

test('a SCIM token that a server sends back is in no text of the error or the trace', async () => {
  const { authentik } = await connectRecorded('2025.4.4', {
    'POST /providers/scim/': { status: 400, json: { token: [`not ${canary}, thanks`] } },
  });
  const error = await failureOf(authentik.scimProviders.create(wanted));
  expect(wordsOf(error)).toContain('token: not ••••••, thanks');
  expect(inspect({ error, wanted, authentik }, { depth: 20, showHidden: true })).not.toContain(
    canary,
  );
});
