import { describe, expect, test } from 'vitest';
import { type Bench, type BenchSetting, openBench } from './scim-bench.js';

const releases = ['2023.10.7', '2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2', '2026.8.6'];
const groups = ['aws-users'];

const saves = ({ writes }: Bench) =>
  writes().filter((write) => /^(POST|PUT|PATCH) .*\/providers\/scim\//.test(write));
const providerOf = async ({ list }: Bench) => Object((await list('/providers/scim/'))[0]);

describe('a whole fresh run', () => {
  test.each(releases)('saves the provider exactly twice on authentik %s', async (release) => {
    // A worker that is given a second sync before the first has ended would never end here.
    const bench = await openBench({ release, groups, authentik: { onSecondSync: 'hang' } });
    await bench.walk();
    expect(saves(bench)).toEqual([
      'POST /api/v3/providers/scim/',
      'PATCH /api/v3/providers/scim/1/',
    ]);
  });

  test('makes it whole at once: address, token, the mapping alone, no service accounts', async () => {
    const bench = await openBench({ release: '2026.2.2', groups });
    const { facts } = await bench.walk();
    expect(await providerOf(bench)).toMatchObject({
      ...{ name: 'AWS SCIM', url: bench.endpoint, token: bench.tenant.tokens[0]?.value },
      property_mappings: [facts.scimMapping?.pk],
      ...{ exclude_users_service_account: true, compatibility_mode: 'aws' },
      ...{ group_filters: [await bench.groupPk('aws-users')], dry_run: false },
    });
    const mappings = await bench.list('/propertymappings/provider/scim/');
    const ofGroups = mappings.find(
      ({ managed }) => managed === 'goauthentik.io/providers/scim/group',
    );
    expect((await providerOf(bench)).property_mappings_group).toEqual([ofGroups?.pk]);
    expect(bench.context.held).toEqual({});
  });

  test('leaves discovery off, which would make users of AWS its own', async () => {
    const bench = await openBench({ release: '2026.8.6', groups });
    await bench.walk();
    expect(await providerOf(bench)).toMatchObject({ discovery_enabled: false });
  });
});

describe('a provider that somebody edited', () => {
  test.each([
    ['exclude_users_service_account', false, 'exclude service accounts: false → true'],
    ['compatibility_mode', 'default', 'compatibility mode: default → aws'],
    ['group_filters', [], 'group filters: none → aws-users'],
    ['property_mappings', [], 'user property mappings: none → zz AWS SCIM user'],
  ])('is corrected in %s alone', async (field, value, shown) => {
    // Groups that were copied meanwhile are to be deleted again.
    const answers = { acceptScimDeletions: true };
    const bench = await openBench({ release: '2026.2.2', groups, answers });
    await bench.walk();
    const before = await providerOf(bench);
    await bench.call('PATCH', '/providers/scim/1/', { [field]: value });
    const { changes } = await bench.plan('scim-provider');
    const lines = changes.flatMap(({ fields = [] }) =>
      fields.map(({ field: name, from, to }) => `${name}: ${from} → ${to}`),
    );
    expect(lines).toEqual([shown]);
    bench.writes();
    await bench.walk();
    expect(saves(bench)).toEqual(['PATCH /api/v3/providers/scim/1/']);
    expect(await providerOf(bench)).toMatchObject({ [field]: before[field], token: before.token });
  });

  test.each([
    ['2025.10.4', 'filter_group', (pk: string) => pk, 'user filtering by group'],
    ['2026.2.2', 'group_filters', (pk: string) => [pk], 'group filters'],
  ])('shows groups by name on %s', async (release, field, value, label) => {
    const bench = await openBench({ release, groups });
    await bench.walk();
    const shown = async () => (await bench.plan('scim-provider')).changes[0]?.fields;
    const other = await bench.call('POST', '/core/groups/', { name: 'ops' });
    const pk = String(Object(other).pk);
    await bench.call('PATCH', '/providers/scim/1/', { [field]: value(pk) });
    expect(await shown()).toEqual([{ field: label, from: 'ops', to: 'aws-users' }]);
  });

  test('is found under another name too', async () => {
    const bench = await openBench({ release: '2026.2.2', groups });
    await bench.walk();
    await bench.call('PATCH', '/providers/scim/1/', { name: 'renamed' });
    expect(await bench.plan('scim-provider')).toMatchObject({ changes: [], standing: 'seen' });
  });
});

describe('while a sync is under way', () => {
  /** A bench whose AWS keeps the sync waiting until somebody pauses. */
  async function kept(setting: BenchSetting): Promise<Bench> {
    const gate = { keep: false, open: () => {} };
    const intercept = async ({ service }: { readonly service: string }) => {
      if (gate.keep && service === 'scim') {
        await new Promise<void>((resolve) => {
          gate.open = resolve;
        });
      }
      return undefined;
    };
    const bench = await openBench({ ...setting, groups, aws: { intercept } });
    await bench.walk();
    gate.keep = true;
    bench.onPause = () => {
      gate.keep = false;
      gate.open();
    };
    return bench;
  }

  test.each(['2024.8.6', '2025.10.4', '2026.2.2'])(
    'it is not saved: the run waits until that has ended, on %s',
    async (release) => {
      const bench = await kept({ release, authentik: { onSecondSync: 'hang' } });
      await bench.call('PATCH', '/providers/scim/1/', { exclude_users_service_account: false });
      bench.writes();
      const { status } = bench.context.authentik.provisioning;
      await expect
        .poll(async () => (await status({ pk: 1, name: 'AWS SCIM' })).state)
        .toBe('running');
      let savedMeanwhile: string[] | undefined;
      const letGo = bench.onPause;
      bench.onPause = () => {
        savedMeanwhile ??= saves(bench);
        letGo();
      };
      await bench.walk();
      expect(savedMeanwhile).toEqual([]);
      expect(saves(bench)).toEqual(['PATCH /api/v3/providers/scim/1/']);
      const texts = bench.events.flatMap((event) =>
        event.kind === 'progress' ? [event.text] : [],
      );
      expect(texts).toContain('waiting for a sync of authentik that is under way');
    },
  );
});

describe('what keeps it from being made', () => {
  test("authentik's own mapping for groups is gone: a blocking note with the remedy", async () => {
    const bench = await openBench({ release: '2026.2.2', groups });
    const managed = 'goauthentik.io/providers/scim/group';
    const [mapping] = await bench.list(`/propertymappings/provider/scim/?managed=${managed}`);
    await bench.call('DELETE', `/propertymappings/provider/scim/${mapping?.pk}/`);
    bench.writes();
    await expect(bench.walk()).rejects.toMatchObject({
      message: "authentik's own SCIM mapping for groups is gone",
      next: [expect.stringContaining('System → Blueprints')],
    });
    expect(saves(bench)).toEqual([]);
  });

  test('its name belongs to a provider of another kind', async () => {
    const bench = await openBench({ release: '2026.2.2', groups });
    const [flow] = await bench.list('/flows/instances/?designation=authorization');
    const [invalidation] = await bench.list('/flows/instances/?designation=invalidation');
    await bench.call('POST', '/providers/saml/', {
      ...{ name: 'AWS SCIM', acs_url: 'https://example.com/acs' },
      ...{ authorization_flow: flow?.pk, invalidation_flow: invalidation?.pk },
    });
    bench.writes();
    await expect(bench.walk()).rejects.toMatchObject({
      message: expect.stringMatching(/^A provider of another kind .* is called "AWS SCIM"$/),
      next: [expect.stringContaining('--provider-name NAME')],
    });
    expect(saves(bench)).toEqual([]);
  });
});
