import { describe, expect, test } from 'vitest';
import { rights } from '../../src/authentik/rights.js';
import { parseRelease } from '../../src/authentik/version.js';
import { rightsNeeded } from '../../src/doctor/authentik/rights-needed.js';
import { openStage, type Stage, unattended } from '../commands/stage.js';
import { examined } from './examined.js';

function releaseOf(text: string) {
  const release = parseRelease(text);
  if (!release) throw new Error(text);
  return release;
}

async function onRelease(release: string): Promise<Stage> {
  return openStage({ authentik: { release } });
}

/** Everything that an empty creation could have made. */
async function standing(stage: Stage): Promise<unknown[]> {
  const paths = ['/providers/all/', '/propertymappings/provider/scim/', '/policies/bindings/'];
  const all = ['/crypto/certificatekeypairs/', '/core/applications/?superuser_full_list=true'];
  return Promise.all([...paths, ...all].map((path) => stage.list(path)));
}

const look = (stage: Stage, held: readonly string[]) =>
  examined(stage, [], { env: { AUTHENTIK_TOKEN: stage.authentik.tokenWith(held) } });

const rightsTroubles = (troubles: readonly string[]) =>
  troubles.filter((id) => id.startsWith('rights'));

describe.each(['2024.8.6', '2025.10.4', '2026.2.2'])('a token on %s', (release) => {
  test('without rights is told what it lacks, and nothing is made', async () => {
    const stage = await onRelease(release);
    const before = await standing(stage);
    const { troubles, check, code } = await look(stage, []);
    expect(troubles).toEqual([
      ...['rights-look', 'rights-setup', 'rights-scim?', 'rights-rotate?', 'rights-undo?'],
    ]);
    expect(check('rights-look').details).toContain('authentik_core.view_user');
    expect(check('rights-setup').details).toContain('authentik_providers_saml.add_samlprovider');
    expect(check('set-up').waitsFor).toEqual(['rights-look']);
    expect(code).toBe(1);
    expect(await standing(stage)).toEqual(before);
  });

  test('with what looking takes can look', async () => {
    const stage = await onRelease(release);
    const { check } = await look(stage, rightsNeeded.look(releaseOf(release)));
    expect(check('rights-look').result).toBe('ok');
    expect(check('rights-setup').result).toBe('problem');
    expect(check('set-up').result).toBe('ok');
  });

  test('with all that setting up takes lacks nothing for it', async () => {
    const stage = await onRelease(release);
    const { troubles } = await look(stage, rightsNeeded['set-up'](releaseOf(release)));
    expect(rightsTroubles(troubles)).not.toContain('rights-setup');
    expect(rightsTroubles(troubles)).toContain('rights-scim?');
  });
});

test('one right that is missing is the one that is named', async () => {
  for (const release of ['2024.8.6', '2026.2.2']) {
    const stage = await onRelease(release);
    const missing = 'authentik_policies.add_policybinding';
    const held = rightsNeeded['set-up'](releaseOf(release)).filter((right) => right !== missing);
    const { check } = await look(stage, held);
    expect(check('rights-setup')).toMatchObject({ result: 'problem', details: [missing] });
  }
});

test('before 2025.12 empty creations alone are sent, and all of them are refused', async () => {
  const stage = await onRelease('2024.8.6');
  const held = [
    ...rightsNeeded['set-up'](releaseOf('2024.8.6')),
    ...rightsNeeded.undo(releaseOf('2024.8.6')),
  ];
  const token = stage.authentik.tokenWith([...held, ...rightsNeeded.scim(releaseOf('2024.8.6'))]);
  const before = await standing(stage);
  stage.writes();
  const { troubles } = await examined(stage, [], { env: { AUTHENTIK_TOKEN: token } });
  expect(rightsTroubles(troubles)).toEqual([]);
  expect(stage.writes().toSorted()).toEqual([
    'POST /api/v3/core/applications/',
    'POST /api/v3/crypto/certificatekeypairs/generate/',
    'POST /api/v3/policies/bindings/',
    'POST /api/v3/propertymappings/provider/scim/',
    'POST /api/v3/providers/saml/',
    'POST /api/v3/providers/scim/',
  ]);
  expect(await standing(stage)).toEqual(before);
});

test('from 2025.12 on nothing but reading is sent', async () => {
  const stage = await onRelease('2026.2.2');
  stage.writes();
  await look(stage, rightsNeeded['set-up'](releaseOf('2026.2.2')));
  expect(stage.writes()).toEqual([]);
});

test('before roles it takes a superuser', async () => {
  const stage = await onRelease('2023.5.6');
  const { check } = await look(stage, []);
  expect(check('rights-look').text).toContain('has no roles yet');
  const { troubles } = await examined(stage);
  expect(rightsTroubles(troubles)).toEqual([]);
});

test('what the parts take are permissions that the client knows of', () => {
  const known = new Set(Object.values(rights).flat());
  const release = releaseOf('2026.2.2');
  for (const part of ['look', 'set-up', 'scim', 'rotate'] as const) {
    const further = ['authentik_crypto.view_certificatekeypair_certificate'];
    for (const right of rightsNeeded[part](release)) {
      expect([...known, ...further]).toContain(right);
    }
  }
});

describe.each(['2024.8.6', '2026.2.2'])('where SCIM is set up on %s', (release) => {
  test('looking takes more, and what rights-look names is enough', async () => {
    const stage = await onRelease(release);
    const flags = ['--group', 'aws-users'];
    const { code, stderr } = await stage.run([...unattended, '--scim', ...flags]);
    expect(code, stderr).toBe(0);
    await stage.authentik.settled();
    const { check } = await examined(stage, flags);
    const named = check('rights-look').details;
    expect(named).toContain('authentik_providers_scim.view_scimprovider');
    const env = { AUTHENTIK_TOKEN: stage.authentik.tokenWith(named) };
    const least = await examined(stage, flags, { env });
    expect(least.check('rights-look').result).toBe('ok');
    expect(least.check('set-up').result).toBe('ok');
    expect(least.check('last-sync').result).toBe('ok');
    const samlOnly = rightsNeeded.look(releaseOf(release));
    const short = await look(stage, samlOnly);
    expect(short.check('rights-look').details).toContain(
      'authentik_providers_scim.view_scimprovider',
    );
  });
});
