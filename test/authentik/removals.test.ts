import { expect, onTestFinished, test } from 'vitest';
import { type Authentik, AuthentikError, connectAuthentik } from '../../src/authentik/index.js';
import { rightsFor } from '../../src/authentik/rights.js';
import { Secret } from '../../src/basics/secret.js';
import { startAuthentik } from '../../src/sandbox/authentik/index.js';

async function start(release: string, permissions?: readonly string[]) {
  const server = await startAuthentik({ release });
  onTestFinished(() => server.close());
  const connect = (token: string) =>
    connectAuthentik({ url: server.url, token: new Secret(token) });
  return {
    admin: await connect(server.token),
    limited: await connect(server.tokenWith(permissions ?? [])),
  };
}

/** One object of each kind, and how each is looked up and deleted. */
async function make({ flows, ...on }: Authentik) {
  const authorizationFlow = (await flows.firstOf('authorization'))?.pk ?? '';
  const invalidationFlow = (await flows.firstOf('invalidation'))?.pk;
  const keyPair = await on.certificates.generate({ name: 'signing', validityDays: 30 });
  const saml = await on.samlProviders.create({
    ...{ name: 'AWS', acsUrl: 'https://example.com/acs', authorizationFlow },
    ...(invalidationFlow !== undefined && { invalidationFlow }),
    signingKey: keyPair.pk,
  });
  const application = await on.applications.create({ name: 'AWS', slug: 'aws' });
  const [group] = await on.groups.named('aws-users');
  const binding = { targetPk: application.pk, groupPk: group?.pk ?? '', order: 0 };
  const bound = await on.bindings.create(binding);
  const mapping = await on.scimMappings.create({ name: 'user', expression: 'return {}' });
  const scim = await on.scimProviders.create({
    ...{ name: 'AWS SCIM', url: 'https://example.com/scim/v2', token: new Secret('scim-token') },
    ...{ mappings: [mapping.pk], groupMappings: [], excludeServiceAccounts: true },
  });
  return { keyPair, saml, application, bound, mapping, scim };
}

test.each(['2023.10.7', '2024.8.6', '2025.10.4', '2026.2.2'])(
  'on %s what uses a thing is told, everything is deleted, and deleting it again is as good',
  async (release) => {
    const { admin } = await start(release);
    const { keyPair, saml, application, bound, mapping, scim } = await make(admin);
    expect(await admin.certificates.usedBy(keyPair.pk)).toEqual(['SAML Provider AWS']);
    expect(await admin.scimProviders.namesUsing(mapping.pk)).toEqual(['AWS SCIM']);
    for (let time = 1; time <= 2; time += 1) {
      await admin.bindings.remove(bound.pk);
      await admin.applications.remove('aws');
      await admin.samlProviders.remove(saml.pk);
      await admin.scimProviders.remove(scim.pk);
      await admin.scimMappings.remove(mapping.pk);
      await admin.certificates.remove(keyPair.pk);
    }
    expect(await admin.bindings.of(application.pk)).toEqual([]);
    expect(await admin.applications.bySlug('aws')).toBeUndefined();
    expect(await admin.samlProviders.get(saml.pk)).toBeUndefined();
    expect(await admin.scimProviders.get(scim.pk)).toBeUndefined();
    expect(await admin.scimMappings.get(mapping.pk)).toBeUndefined();
    expect(await admin.certificates.get(keyPair.pk)).toBeUndefined();
  },
);

test.each([
  ['delete an application', (on: Authentik) => on.applications.remove('aws')],
  ['delete a policy binding', (on: Authentik) => on.bindings.remove('1')],
  ['delete a SAML provider', (on: Authentik) => on.samlProviders.remove(1)],
  ['delete a SCIM provider', (on: Authentik) => on.scimProviders.remove(2)],
  ['delete a SCIM property mapping', (on: Authentik) => on.scimMappings.remove('1')],
  ['delete a certificate', (on: Authentik) => on.certificates.remove('1')],
  ['look up what uses a certificate', (on: Authentik) => on.certificates.usedBy('1')],
] as const)(
  'without its right, %s is refused, and the right is named',
  async (operation, remove) => {
    const { limited } = await start('2026.2.2');
    const error = await remove(limited).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AuthentikError);
    if (!(error instanceof AuthentikError)) return;
    expect(error.status).toBe(403);
    expect(error.exit).toBe('notAuthorised');
    for (const right of rightsFor(operation, undefined)) {
      expect(`${error.why} ${error.next.join(' ')}`).toContain(right);
    }
  },
);
