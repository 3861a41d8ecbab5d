import { describe, expect, it } from 'vitest';
import {
  newestRecordedRelease,
  recordedReleases,
  startAuthentik,
} from '../../../src/sandbox/authentik/index.js';
import { has, parseRelease } from '../../../src/sandbox/authentik/releases.js';
import { one, samlBody, server } from './calls.js';

describe('the release that is played', () => {
  it.each([
    '2022.12.1',
    '2023.4.1',
    '2023.7.0',
    '2026.9.0',
    '2027.2.0',
    'newest',
    '',
    '2025.4.4.1',
  ])('cannot be %s', async (release) => {
    await expect(startAuthentik({ release })).rejects.toThrow(/knows the releases 2023\.5/);
  });

  it.each(['2023.5', '2024.2.3', '2025.12.4', '2026.8.6'])(
    'can be %s, derived',
    async (release) => {
      const on = await server(release);
      const version = one(await on.call('GET', '/admin/version/'));
      expect(on.recorded).toBe(false);
      expect(version.version_current).toBe(on.release);
      expect(on.release.startsWith(release)).toBe(true);
    },
  );

  it('is called recorded when a real one was', async () => {
    expect(recordedReleases).toContain(newestRecordedRelease);
    expect((await server(newestRecordedRelease)).recorded).toBe(true);
  });

  it.each([
    ['2025.4.4', false],
    ['2025.10.4', true],
    ['2025.10.0', true],
    ['2026.2.2', true],
  ] as const)('compares numbers, not texts: %s', (text, expected) => {
    expect(has(parseRelease(text), 'singleLogout')).toBe(expected);
  });
});

describe('between and after the recorded releases', () => {
  it('2024.10 demands an invalidation flow, 2024.8 does not know it', async () => {
    for (const [release, status] of [
      ['2024.10.0', 400],
      ['2024.8.6', 201],
    ] as const) {
      const on = await server(release);
      const { invalidation_flow: _, ...body } = await samlBody(on, 'aws');
      const answer = await on.call('POST', '/providers/saml/', body);
      expect(answer.status).toBe(status);
      if (status === 400) {
        expect(answer.body).toEqual({ invalidation_flow: ['This field is required.'] });
      } else expect(one(answer)).not.toHaveProperty('invalidation_flow');
    }
  });

  it('2025.12 caps pages and names the type of a key', async () => {
    const on = await server('2025.12.0');
    for (let i = 0; i < 120; i += 1) {
      await on.call('POST', '/core/groups/', { name: `group ${i}` });
    }
    const plain = one(await on.call('GET', '/core/groups/'));
    const capped = one(await on.call('GET', '/core/groups/?page_size=500'));
    expect(plain.pagination).toMatchObject({ end_index: 20, total_pages: 7 });
    expect(capped.pagination).toMatchObject({ end_index: 100, next: 2 });
    const certificates = one(await on.call('GET', '/crypto/certificatekeypairs/?key_type=rsa'));
    expect(certificates.results).toMatchObject([{ key_type: 'rsa' }]);
  });

  it('2026.5 derives the issuer unless it is overridden', async () => {
    const on = await server('2026.5.0');
    const made = one(await on.call('POST', '/providers/saml/', await samlBody(on, 'aws')));
    expect(made).toMatchObject({ issuer_override: '', url_issuer: '-' });
    expect(made).not.toHaveProperty('issuer');
    await on.call('POST', '/core/applications/', { name: 'AWS', slug: 'aws', provider: made.pk });
    const path = `/providers/saml/${made.pk}/`;
    expect(one(await on.call('GET', path)).url_issuer).toBe(
      `${on.url}/application/saml/aws/metadata/`,
    );
    const override = { issuer_override: 'urn:example:idp' };
    expect(one(await on.call('PATCH', path, override)).url_issuer).toBe('urn:example:idp');
    const { metadata } = one(await on.call('GET', `${path}metadata/`, undefined, null));
    expect(metadata).toContain('entityID="urn:example:idp"');
  });

  it('2026.2.3 has no metadata without an application', async () => {
    for (const [release, status] of [
      ['2026.2.3', 404],
      ['2026.2.2', 200],
    ] as const) {
      const on = await server(release);
      const { pk } = one(await on.call('POST', '/providers/saml/', await samlBody(on, 'aws')));
      const answer = await on.call('GET', `/providers/saml/${pk}/metadata/?download`);
      expect(answer.status).toBe(status);
    }
  });

  it('2026.8 does not show the SCIM token', async () => {
    const scim = { name: 'scim', url: 'https://example.com/scim/v2', token: 'scim-token' };
    const shown = async (release: string) =>
      one(await (await server(release)).call('POST', '/providers/scim/', scim));
    expect(await shown('2026.8.0')).not.toHaveProperty('token');
    expect(await shown('2026.5.0')).toHaveProperty('token', 'scim-token');
  });
});
