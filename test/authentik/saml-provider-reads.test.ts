import { describe, expect, test } from 'vitest';
import { connectRecorded, recorded } from './recorded-server.js';
import { type RecordedRelease, recordedReleases, values } from './recording.js';

const provider = `GET /providers/saml/${values.saml}/`;

/** What each recorded release knows beyond the oldest. */
const known: Record<RecordedRelease, string[]> = {
  '2023.10.7': [],
  '2024.8.6': ['signAssertion', 'signResponse', 'encryptionKey'],
  '2025.4.4': ['signAssertion', 'signResponse', 'encryptionKey', 'invalidationFlow'],
  '2025.10.4': [
    'signAssertion',
    'signResponse',
    'encryptionKey',
    'invalidationFlow',
    'defaultNameIdPolicy',
  ],
  '2026.2.2': [
    'signAssertion',
    'signResponse',
    'encryptionKey',
    'invalidationFlow',
    'defaultNameIdPolicy',
  ],
};

const later = {
  signAssertion: true,
  signResponse: true,
  encryptionKey: null,
  invalidationFlow: values.inval,
  defaultNameIdPolicy: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
};

describe.each(recordedReleases)('SAML provider on authentik %s, read', (release) => {
  test('in plain names, without what the release does not have', async () => {
    const { authentik } = await connectRecorded(release, {
      [provider]: recorded(release, 'the provider with its application'),
    });
    const expected = Object.entries(later).filter(([name]) => known[release].includes(name));
    expect(await authentik.samlProviders.get(values.saml)).toEqual({
      pk: values.saml,
      name: 'probe saml',
      acsUrl: expect.stringMatching(/^https:\/\/eu-central-1\.signin\.aws\.amazon\.com\//),
      audience: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672f8278',
      issuer: 'https://idp.example.com/application/saml/probe-aws/metadata/',
      issuerField: 'issuer',
      binding: 'post',
      signingKey: values.cert,
      verificationKey: null,
      nameIdMapping: values.emailMapping,
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      propertyMappings: [values.emailMapping],
      authorizationFlow: values.authz,
      assertionValidNotBefore: 'minutes=-5',
      assertionValidNotOnOrAfter: 'minutes=5',
      sessionValidNotOnOrAfter: 'minutes=86400',
      applicationSlug: 'probe-aws',
      ssoRedirectUrl: 'https://idp.example.com/application/saml/probe-aws/sso/binding/redirect/',
      ssoPostUrl: 'https://idp.example.com/application/saml/probe-aws/sso/binding/post/',
      ...Object.fromEntries(expected),
    });
  });

  test('by name; without an application there is no URL', async () => {
    const { authentik } = await connectRecorded(release);
    const found = await authentik.samlProviders.byName('probe import uuid');
    expect(found).toMatchObject({
      pk: values.importedUuid,
      name: 'probe import uuid',
      audience: '',
    });
    expect(found?.applicationSlug).toBeUndefined();
    expect(found?.ssoRedirectUrl).toBeUndefined();
    expect(found?.ssoPostUrl).toBeUndefined();
  });

  test('none where there is none', async () => {
    const { authentik } = await connectRecorded(release);
    expect(await authentik.samlProviders.get(999999)).toBeUndefined();
    expect(await authentik.samlProviders.byName('nobody made it')).toBeUndefined();
  });

  test('its own kind does not count as another that holds the name', async () => {
    const { authentik } = await connectRecorded(release);
    expect(await authentik.samlProviders.nameTakenByOther('probe saml')).toBeUndefined();
  });

  test("the NameID of a user, where the release does not show the token's own instead", async () => {
    const { authentik, server } = await connectRecorded(release);
    const nameId = await authentik.samlProviders.nameIdFor(values.saml, values.alice);
    expect(nameId).toBe(release === '2023.10.7' ? undefined : 'alice@example.com');
    const asked = server.requests.at(-1)?.query.get('for_user');
    expect(asked).toBe(release === '2023.10.7' ? null : String(values.alice));
  });

  test('metadata is undefined until an application is attached', async () => {
    const metadata = `GET /providers/saml/${values.saml}/metadata/`;
    const { authentik } = await connectRecorded(release, {
      [metadata]: recorded(release, 'metadata before there is an application'),
    });
    expect(await authentik.identityProviderMetadata(values.saml)).toBeUndefined();
    const attached = await connectRecorded(release, {
      [metadata]: recorded(release, 'metadata as JSON'),
    });
    const xml = await attached.authentik.identityProviderMetadata(values.saml);
    expect(xml).toMatch(/^<md:EntityDescriptor /);
  });
});

test('a provider of another kind holds the name, as a later row of the list', async () => {
  const { authentik } = await connectRecorded('2025.4.4', {
    'GET /providers/all/': {
      json: {
        pagination: { next: 0 },
        results: [
          { pk: 1, name: 'aws two', verbose_name: 'LDAP Provider', meta_model_name: 'x.ldap' },
          {
            pk: 2,
            name: 'aws',
            verbose_name: 'OAuth2/OpenID Provider',
            meta_model_name: 'x.oauth2',
          },
        ],
      },
    },
  });
  expect(await authentik.samlProviders.nameTakenByOther('aws')).toEqual({
    pk: 2,
    kind: 'OAuth2/OpenID Provider',
  });
});

test('before 2024.2 the own NameID can be shown, since that is what the server answers', async () => {
  const { authentik } = await connectRecorded('2023.10.7', {
    [`GET /providers/saml/${values.saml}/preview_user/`]: recorded(
      '2023.10.7',
      'what alice would be called',
    ),
  });
  const { pk } = authentik.account;
  expect(await authentik.samlProviders.nameIdFor(values.saml, pk)).toBe('admin@example.com');
});

test('a user without an e-mail address has an empty NameID', async () => {
  const { authentik } = await connectRecorded('2026.2.2', {
    [`GET /providers/saml/${values.saml}/preview_user/`]: recorded(
      '2026.2.2',
      'what bob would be called',
    ),
  });
  expect(await authentik.samlProviders.nameIdFor(values.saml, values.bob)).toBe('');
});

test('metadata: 404, the answer from 2026.2.3 on, means not attached too', async () => {
  const { authentik } = await connectRecorded('2026.2.2', {
    [`GET /providers/saml/${values.saml}/metadata/`]: {
      status: 404,
      json: { detail: 'No Application matches the given query.' },
    },
  });
  expect(await authentik.identityProviderMetadata(values.saml)).toBeUndefined();
});
