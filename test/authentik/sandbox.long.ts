import { describe, expect, onTestFinished, test } from 'vitest';
import { connectAuthentik } from '../../src/authentik/index.js';
import { rights, rightsFor } from '../../src/authentik/rights.js';
import { parseRelease } from '../../src/authentik/version.js';
import { Secret } from '../../src/basics/secret.js';
import { startAuthentik } from '../../src/sandbox/authentik/index.js';
import { failureOf, wordsOf } from './failure.js';

/** Recorded ones and some that are derived, from the oldest to the newest. */
const releases = [
  '2023.5.6',
  '2023.10.7',
  '2024.8.6',
  '2025.4.4',
  '2025.12.4',
  '2026.5.0',
  '2026.8.6',
];

async function sandbox(release: string) {
  const server = await startAuthentik({ release });
  onTestFinished(() => server.close());
  return server;
}

function connect(url: string, token: string) {
  return connectAuthentik({ url, token: new Secret(token), timeoutMs: 20_000 });
}

/** The SAML half of the guide, done with the client alone; gives what it made. */
async function setUp(url: string, token: string) {
  const authentik = await connect(url, token);
  const authorization = await authentik.flows.firstOf('authorization');
  const invalidation = await authentik.flows.firstOf('invalidation');
  const managed = 'goauthentik.io/providers/saml/email';
  const mapping = await authentik.mappings.samlByManaged(managed);
  const [group] = await authentik.groups.named('aws-users');
  const alice = await authentik.users.byUsername('alice');
  if (!authorization || !invalidation || !mapping || !group || !alice) throw new Error('missing');
  expect(await authentik.samlProviders.byName('AWS')).toBeUndefined();
  expect(await authentik.samlProviders.nameTakenByOther('AWS')).toBeUndefined();
  const certificate = await authentik.certificates.generate({ name: 'AWS', validityDays: 1095 });
  const { pk } = await authentik.samlProviders.create({
    name: 'AWS',
    acsUrl: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/example',
    audience: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672f8278',
    binding: 'post',
    authorizationFlow: authorization.pk,
    invalidationFlow: invalidation.pk,
    nameIdMapping: mapping.pk,
  });
  expect(await authentik.identityProviderMetadata(pk)).toBeUndefined();
  const issuer = `${url}/issuer`;
  await authentik.samlProviders.update(pk, { signingKey: certificate.pk, issuer });
  const application = await authentik.applications.create({
    name: 'AWS',
    slug: 'aws',
    providerPk: pk,
  });
  await authentik.bindings.create({ targetPk: application.pk, groupPk: group.pk, order: 0 });
  await authentik.applications.update('aws', { launchUrl: 'https://company.awsapps.com/start' });
  return { authentik, pk, application, certificate, issuer, alice };
}

describe.each(releases)('the sandbox playing authentik %s', (release) => {
  test('lets the client set up SAML, and shows what was set', async () => {
    const server = await sandbox(release);
    const { authentik, pk, application, certificate, issuer, alice } = await setUp(
      server.url,
      server.token,
    );
    const provider = await authentik.samlProviders.get(pk);
    expect(provider).toMatchObject({
      issuer,
      signingKey: certificate.pk,
      binding: 'post',
      applicationSlug: 'aws',
    });
    expect(await authentik.bindings.of(application.pk)).toMatchObject([
      { group: { name: 'aws-users' } },
    ]);
    expect(await authentik.applications.bySlug('aws')).toMatchObject({
      launchUrl: 'https://company.awsapps.com/start',
    });
    expect(await authentik.certificates.pem(certificate.pk)).toMatch(/^-----BEGIN CERTIFICATE/);
    expect(await authentik.identityProviderMetadata(pk)).toContain(`entityID="${issuer}"`);
    const shown = authentik.release.atLeast(2024, 2) ? 'alice@example.com' : undefined;
    expect(await authentik.samlProviders.nameIdFor(pk, alice.pk)).toBe(shown);
  });
});

describe.each(['2024.8.6', '2025.10.4', '2026.2.2'])('rights on authentik %s', (release) => {
  const operations = Object.keys(rights).filter(
    (name): name is keyof typeof rights => name in rights,
  );
  const needed = operations.flatMap((name) => [...rightsFor(name, parseRelease(release))]);
  const all = [...new Set(needed)];

  test('those of the table are enough', async () => {
    const server = await sandbox(release);
    const { authentik, pk, certificate, alice } = await setUp(server.url, server.tokenWith(all));
    expect(authentik.account.superuser).toBe(false);
    await authentik.certificates.pem(certificate.pk);
    expect(await authentik.samlProviders.nameIdFor(pk, alice.pk)).toBe('alice@example.com');
  });

  test('a missing one is named', async () => {
    const server = await sandbox(release);
    const left = all.filter((name) => name !== 'authentik_core.add_application');
    const error = await failureOf(setUp(server.url, server.tokenWith(left)));
    expect(error.exit).toBe('notAuthorised');
    expect(wordsOf(error)).toContain('authentik_core.add_application');
  });
});
