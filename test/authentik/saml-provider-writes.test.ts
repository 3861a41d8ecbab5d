import { describe, expect, test } from 'vitest';
import type { NewSamlProvider } from '../../src/authentik/index.js';
import { connectRecorded, type Overrides, recorded } from './recorded-server.js';
import { type RecordedRelease, recordedReleases, values } from './recording.js';

const emailFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const one = `/providers/saml/${values.saml}/`;

const wanted: NewSamlProvider = {
  name: 'AWS',
  acsUrl: 'https://example.com/acs',
  audience: 'https://example.com/sp',
  issuer: 'https://idp.example.com/issuer',
  binding: 'post',
  signingKey: values.cert,
  nameIdMapping: values.emailMapping,
  defaultNameIdPolicy: emailFormat,
  propertyMappings: [values.emailMapping],
  authorizationFlow: values.authz,
  invalidationFlow: values.inval,
  encryptionKey: null,
};

const always = {
  name: 'AWS',
  acs_url: 'https://example.com/acs',
  audience: 'https://example.com/sp',
  issuer: 'https://idp.example.com/issuer',
  sp_binding: 'post',
  signing_kp: values.cert,
  name_id_mapping: values.emailMapping,
  property_mappings: [values.emailMapping],
  authorization_flow: values.authz,
};

const later = {
  sign_assertion: true,
  encryption_kp: null,
  invalidation_flow: values.inval,
  default_name_id_policy: emailFormat,
};

const known: Record<RecordedRelease, (keyof typeof later)[]> = {
  '2023.10.7': [],
  '2024.8.6': ['sign_assertion', 'encryption_kp'],
  '2025.4.4': ['sign_assertion', 'encryption_kp', 'invalidation_flow'],
  '2025.10.4': ['sign_assertion', 'encryption_kp', 'invalidation_flow', 'default_name_id_policy'],
  '2026.2.2': ['sign_assertion', 'encryption_kp', 'invalidation_flow', 'default_name_id_policy'],
};

describe.each(recordedReleases)('SAML provider on authentik %s, written', (release) => {
  test('creation sends what the release knows, and gives what was made', async () => {
    const { authentik, server } = await connectRecorded(release);
    const made = await authentik.samlProviders.create(wanted);
    expect(made).toMatchObject({ pk: values.saml, name: 'probe saml', signingKey: null });
    const extra = Object.entries(later).filter(([name]) => known[release].some((k) => k === name));
    expect(server.requests.at(-1)).toMatchObject({ method: 'POST', path: '/providers/saml/' });
    expect(server.requests.at(-1)?.body).toEqual({ ...always, ...Object.fromEntries(extra) });
    expect(server.requests.at(-1)?.headers['content-type']).toContain('application/json');
  });

  test('a change of the signing key says that the assertion is signed', async () => {
    const { authentik, server } = await connectRecorded(release, {
      [`PATCH ${one}`]: recorded(release, 'set signing, NameID and audience'),
    });
    const changed = await authentik.samlProviders.update(values.saml, { signingKey: values.cert });
    expect(changed).toMatchObject({ signingKey: values.cert, nameIdMapping: values.emailMapping });
    const knowsSigns = release !== '2023.10.7';
    expect(server.requests.at(-1)?.body).toEqual({
      signing_kp: values.cert,
      ...(knowsSigns ? { sign_assertion: true } : {}),
    });
  });
});

describe('SAML provider of 2026.5, whose answers are derived from 2026.2.2, not recorded', () => {
  const row = recorded('2026.2.2', 'the provider with its application').json as object;
  const overrides: Overrides = {
    'GET /admin/version/': { json: { version_current: '2026.5.3' } },
    'POST /providers/saml/': { status: 201, json: renamed(row) },
    [`GET ${one}`]: { json: renamed(row) },
    [`PATCH ${one}`]: { json: renamed(row) },
  };

  test('issuer is read from issuer_override, and the one in use from url_issuer', async () => {
    const { authentik } = await connectRecorded('2026.2.2', overrides);
    expect(await authentik.samlProviders.get(values.saml)).toMatchObject({
      issuer: '',
      issuerField: 'issuer_override',
      urlIssuer: 'https://idp.example.com/application/saml/probe-aws/metadata/',
    });
  });

  test('issuer is written to issuer_override, before any provider was seen too', async () => {
    const { authentik, server } = await connectRecorded('2026.2.2', overrides);
    await authentik.samlProviders.create(wanted);
    const body = server.requests.at(-1)?.body;
    expect(body).toMatchObject({ issuer_override: 'https://idp.example.com/issuer' });
    expect(body).not.toHaveProperty('issuer');
    await authentik.samlProviders.update(values.saml, { issuer: '' });
    expect(server.requests.at(-1)?.body).toEqual({ issuer_override: '' });
  });

  test('the keys that a server shows decide over its release', async () => {
    const { authentik, server } = await connectRecorded('2026.2.2', {
      ...overrides,
      'GET /admin/version/': { json: { version_current: '2026.2.9' } },
    });
    await authentik.samlProviders.get(values.saml);
    await authentik.samlProviders.update(values.saml, { issuer: 'https://x.example.com' });
    expect(server.requests.at(-1)?.body).toEqual({ issuer_override: 'https://x.example.com' });
  });
});

function renamed(row: object): object {
  const { issuer, ...rest } = row as { issuer: string };
  return { ...rest, issuer_override: '', url_issuer: issuer };
}
