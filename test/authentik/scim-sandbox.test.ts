import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  type Authentik,
  connectAuthentik,
  type SyncedProvider,
} from '../../src/authentik/index.js';
import { type Operation, rights, rightsFor } from '../../src/authentik/rights.js';
import { parseRelease } from '../../src/authentik/version.js';
import { Secret } from '../../src/basics/secret.js';
import { startAuthentik } from '../../src/sandbox/authentik/index.js';
import { failureOf, wordsOf } from './failure.js';
import { serve } from './loopback.js';

const releases = ['2023.5.6', '2023.10.7', '2024.2.0', '2024.8.6', '2025.4.4', '2025.8.0'];
const later = ['2025.12.4', '2026.2.2', '2026.8.6'];

const canary = 'canary-4TzW-scim-token';

const patience = { timeout: 15_000, interval: 20 };

async function sandbox(release: string) {
  const server = await startAuthentik({ release });
  onTestFinished(() => server.close());
  return server;
}

async function connect(url: string, token: string) {
  const traced: unknown[] = [];
  const authentik = await connectAuthentik({
    url,
    token: new Secret(token),
    timeoutMs: 20_000,
    trace: (line) => traced.push(line),
  });
  return { authentik, traced };
}

/** Where a sync of the sandbox may end: every request is refused. */
async function endpoint(): Promise<string> {
  const { url } = await serve(() => ({ status: 401, json: { detail: 'refused', status: '401' } }));
  return `${url}/tenant/scim/v2`;
}

/** Saves the provider when no sync is under way, and gives the status after the one that follows. */
async function sync(authentik: Authentik, provider: SyncedProvider) {
  const status = () => authentik.provisioning.status(provider);
  await vi.waitFor(
    async () => expect((await status()).state).toMatch(/^(?:never|finished)$/),
    patience,
  );
  const saved = await authentik.scimProviders.update(provider.pk, {});
  await vi.waitFor(async () => expect((await status()).state).toBe('finished'), patience);
  return { saved, status: await status() };
}

/** Provisioning set up with the client alone; gives what it made. */
async function setUp(authentik: Authentik) {
  const { scimMappings, scimProviders, applications } = authentik;
  const name = 'zz AWS SCIM user';
  const user = await scimMappings.byManaged('goauthentik.io/providers/scim/user');
  const group = await scimMappings.byManaged('goauthentik.io/providers/scim/group');
  const [aws] = await authentik.groups.named('aws-users');
  if (!user || !group || !aws) throw new Error('missing');
  expect(await scimMappings.byName(name)).toBeUndefined();
  const mapping = await scimMappings.create({ name, expression: 'return {}' });
  await scimMappings.update(mapping.pk, { expression: user.expression });
  const provider = await scimProviders.create({
    name: 'AWS SCIM',
    url: await endpoint(),
    token: new Secret(canary),
    mappings: [mapping.pk],
    groupMappings: [group.pk],
    excludeServiceAccounts: true,
    compatibilityMode: 'aws',
    filterGroup: aws.pk,
    groupFilters: [aws.pk],
  });
  await applications.create({ name: 'AWS', slug: 'aws' });
  await applications.update('aws', { backchannelProviderPks: [provider.pk] });
  return { mapping, provider, aws };
}

describe.each([...releases, ...later])('the sandbox playing authentik %s', (release) => {
  test('lets the client set up provisioning, and tells of the sync', async () => {
    const server = await sandbox(release);
    const { authentik, traced } = await connect(server.url, server.token);
    const { mapping, provider, aws } = await setUp(authentik);
    const alice = await authentik.users.byUsername('alice');
    const tried = await authentik.scimMappings.tryOn(mapping.pk, alice?.pk ?? 0);
    expect(tried).toMatchObject({ ok: true, result: { displayName: 'Alice Example' } });
    const { saved, status } = await sync(authentik, provider);
    expect(saved).toMatchObject({ name: 'AWS SCIM', backchannelApplicationSlug: 'aws' });
    const byGroup = saved.groupFilters ?? [saved.filterGroup];
    expect(byGroup).toEqual([aws.pk]);
    expect(status.finishedAt).toBeInstanceOf(Date);
    const log = await authentik.provisioning.log(provider);
    expect(log.map(({ at }) => at.getTime())).not.toContain(Number.NaN);
    const seen = inspect({ authentik, provider, saved, status, log, traced }, { depth: 20 });
    expect(seen).not.toContain(canary);
  });
});

/** Every permission in the table, as a release wants them. */
function rightsOn(release: string): string[] {
  const operations = Object.keys(rights).filter((name): name is Operation => name in rights);
  return operations.flatMap((name) => [...rightsFor(name, parseRelease(release))]);
}

describe.each(['2024.8.6', '2025.10.4', '2026.2.2'])('rights on authentik %s', (release) => {
  const all = rightsOn(release);

  test('those of the table are enough', async () => {
    const server = await sandbox(release);
    const { authentik } = await connect(server.url, server.tokenWith(all));
    const { mapping, provider } = await setUp(authentik);
    const alice = await authentik.users.byUsername('alice');
    expect(await authentik.scimMappings.tryOn(mapping.pk, alice?.pk ?? 0)).toMatchObject({
      ok: true,
    });
    const { status } = await sync(authentik, provider);
    expect(status.said).toMatch(/^(?:successful|done)$/);
    expect(await authentik.provisioning.log(provider)).not.toEqual([]);
  });

  test.each([
    'authentik_providers_scim.add_scimmapping',
    'authentik_providers_scim.change_scimmapping',
    'authentik_providers_scim.add_scimprovider',
  ])('without %s it is named', async (missing) => {
    const server = await sandbox(release);
    const left = all.filter((name) => name !== missing);
    const { authentik } = await connect(server.url, server.tokenWith(left));
    const error = await failureOf(setUp(authentik));
    expect(error.exit).toBe('notAuthorised');
    expect(wordsOf(error)).toContain(missing);
  });
});

test.each(['2025.10.4', '2026.2.2'])(
  'without the rights to follow tasks on authentik %s, the status is told and the log is not',
  async (release) => {
    const server = await sandbox(release);
    const left = rightsOn(release).filter((name) => !/_tasks(?:_schedules)?\./.test(name));
    const { authentik } = await connect(server.url, server.tokenWith(left));
    const { provider } = await setUp(authentik);
    await sync(authentik, provider);
    expect(await authentik.provisioning.log(provider)).toEqual([]);
  },
);
