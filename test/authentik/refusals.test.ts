import { describe, expect, test } from 'vitest';
import { isNameTaken } from '../../src/authentik/index.js';
import { failureOf, wordsOf } from './failure.js';
import { serve } from './loopback.js';
import { connectRecorded, connectTo, recorded } from './recorded-server.js';
import { recordedReleases, values } from './recording.js';

const provider = { name: 'AWS', acsUrl: 'x', authorizationFlow: values.authz };

describe.each(recordedReleases)('authentik %s refuses', (release) => {
  test('a wrong token: exit not authorised, and how to make one', async () => {
    const server = await serve(() => recorded(release, 'version with a wrong token'));
    const error = await failureOf(connectTo(server));
    expect(error).toMatchObject({ status: 403, exit: 'notAuthorised' });
    expect(wordsOf(error)).toContain('Token invalid/expired');
    expect(wordsOf(error)).toContain(`${server.url}/if/admin/#/core/tokens`);
  });

  test('a request whose token got lost on the way', async () => {
    const server = await serve(() => recorded(release, 'version with no token'));
    const error = await failureOf(connectTo(server));
    expect(error).toMatchObject({ status: 403, exit: 'notAuthorised' });
    expect(wordsOf(error)).toContain('Authorization header');
  });

  test('what the token may not do, and the error names the right', async () => {
    const denied = recorded(release, 'create a SAML provider without rights');
    const { authentik } = await connectRecorded(release, {
      'POST /providers/saml/': denied,
      'GET /core/users/': denied,
    });
    const creation = await failureOf(authentik.samlProviders.create(provider));
    expect(creation).toMatchObject({ status: 403, exit: 'notAuthorised' });
    expect(wordsOf(creation)).toContain('authentik_providers_saml.add_samlprovider');
    const looking = await failureOf(authentik.users.byUsername('alice'));
    expect(wordsOf(looking)).toContain('authentik_core.view_user');
  });

  test('a name that is taken, recognisably', async () => {
    const { authentik } = await connectRecorded(release, {
      'POST /providers/saml/': recorded(release, 'create the SAML provider again'),
      'POST /core/applications/': recorded(release, 'create the application again'),
      'POST /crypto/certificatekeypairs/generate/': recorded(
        release,
        'generate the certificate again',
      ),
    });
    const creations = [
      authentik.samlProviders.create(provider),
      authentik.applications.create({ name: 'AWS', slug: 'aws' }),
      authentik.certificates.generate({ name: 'AWS', validityDays: 1 }),
    ];
    for (const creation of creations) expect(isNameTaken(await failureOf(creation))).toBe(true);
  });

  test('a provider that has an application already, which is no taken name', async () => {
    const { authentik } = await connectRecorded(release, {
      'POST /core/applications/': recorded(release, 'a second application on the same provider'),
    });
    const creation = authentik.applications.create({ name: 'AWS', slug: 'aws', providerPk: 12 });
    const error = await failureOf(creation);
    expect(error.fields).toEqual({
      provider: ['Application with this provider already exists.'],
    });
    expect(isNameTaken(error)).toBe(false);
  });

  test('values that are wrong, by field', async () => {
    const { authentik } = await connectRecorded(release, {
      'POST /providers/saml/': recorded(release, 'create with nothing'),
    });
    const error = await failureOf(authentik.samlProviders.create(provider));
    expect(error).toMatchObject({ status: 400, exit: 'failed' });
    expect(error.fields.acs_url).toEqual(['This field is required.']);
    expect(error.why).toContain('acs_url: This field is required.');
  });

  test('a bare list of complaints', async () => {
    const { authentik } = await connectRecorded(release, {
      'POST /providers/saml/': recorded(release, 'import what is not XML'),
    });
    const error = await failureOf(authentik.samlProviders.create(provider));
    expect(error.fields).toEqual({ '': ['Invalid XML Syntax'] });
    expect(error.why).toBe('It says: Invalid XML Syntax');
  });

  test('a write at which the server stumbles: 405 with a page', async () => {
    const { authentik } = await connectRecorded(release, {
      'POST /providers/saml/': recorded(release, 'import under a name that is taken'),
    });
    const error = await failureOf(authentik.samlProviders.create(provider));
    expect(error).toMatchObject({ status: 405, exit: 'failed' });
    expect(error.message).toContain("authentik's server failed");
    expect(isNameTaken(error)).toBe(false);
  });
});

test('reading a certificate takes a right of its own from 2025.12 on', async () => {
  const denied = recorded('2026.2.2', 'certificates without rights');
  const path = `GET /crypto/certificatekeypairs/${values.cert}/view_certificate/`;
  const right = 'authentik_crypto.view_certificatekeypair_certificate';
  const later = await connectRecorded('2026.2.2', { [path]: denied });
  expect(wordsOf(await failureOf(later.authentik.certificates.pem(values.cert)))).toContain(right);
  const before = await connectRecorded('2025.10.4', { [path]: denied });
  const words = wordsOf(await failureOf(before.authentik.certificates.pem(values.cert)));
  expect(words).toContain('authentik_crypto.view_certificatekeypair');
  expect(words).not.toContain(right);
});

test('a release without roles takes an administrator', async () => {
  const { authentik } = await connectRecorded('2023.10.7', {
    'GET /admin/version/': { json: { version_current: '2023.6.2' } },
    'GET /core/groups/': recorded('2023.10.7', 'users without rights'),
  });
  const error = await failureOf(authentik.groups.named('aws-users'));
  expect(wordsOf(error)).toContain('no roles yet');
  expect(wordsOf(error)).not.toContain('authentik_core.view_group');
});

test('a preview of a user that the token may not see is explained as both', async () => {
  const { authentik } = await connectRecorded('2025.4.4', {
    [`GET /providers/saml/${values.saml}/preview_user/`]: {
      status: 400,
      json: { for_user: ['User not found'] },
    },
  });
  const preview = authentik.samlProviders.nameIdFor(values.saml, values.alice);
  const error = await failureOf(preview);
  expect(error.exit).toBe('notAuthorised');
  expect(wordsOf(error)).toContain('authentik_core.preview_user');
});

test('an object that is gone while it is being changed', async () => {
  const { authentik } = await connectRecorded('2025.4.4', {
    'PATCH /core/applications/aws/': recorded('2025.4.4', 'an application that does not exist'),
  });
  const error = await failureOf(authentik.applications.update('aws', { launchUrl: 'x' }));
  expect(error).toMatchObject({ status: 404, operation: 'change an application' });
});

test.each([500, 502, 503, 504, 429, 415, 418])('an answer %i to a write', async (status) => {
  const { authentik } = await connectRecorded('2025.4.4', {
    'POST /core/applications/': { status, text: '<html><title>Oh no</title></html>' },
  });
  const creation = authentik.applications.create({ name: 'AWS', slug: 'aws' });
  const error = await failureOf(creation);
  expect(error).toMatchObject({ status, exit: 'failed' });
  expect(error.message).toContain(String(status));
});
