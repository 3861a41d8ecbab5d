import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/basics/secret.js';
import { connectRecorded, recorded } from './recorded-server.js';
import { recordedReleases, values } from './recording.js';

const certificate = `/crypto/certificatekeypairs/${values.cert}/`;

describe.each(recordedReleases)('authentik %s', (release) => {
  test('tells what uses a certificate', async () => {
    const rows = [
      { app: 'x', model_name: 'samlprovider', pk: '1', name: 'AWS', action: 'set_null' },
    ];
    const { authentik } = await connectRecorded(release, {
      [`GET ${certificate}used_by/`]: { json: rows },
    });
    expect(await authentik.certificates.usedBy(values.cert)).toEqual(['AWS']);
  });

  test('deletes a certificate; one that is gone is as good', async () => {
    const { authentik, server } = await connectRecorded(release, {
      [`DELETE ${certificate}`]: { status: 204, text: '' },
      'DELETE /crypto/certificatekeypairs/gone/': { status: 404, json: { detail: 'Not found.' } },
    });
    await authentik.certificates.remove(values.cert);
    expect(server.requests.at(-1)).toMatchObject({ method: 'DELETE', path: certificate });
    await authentik.certificates.remove('gone');
  });

  test('shows the token of a SCIM provider, which stays a secret', async () => {
    const { authentik } = await connectRecorded(release, {
      'GET /providers/scim/7/': { json: { token: 'canary-scim-token' } },
      'GET /providers/scim/8/': { json: { name: 'write-only' } },
    });
    const token = await authentik.scimProviders.token(7);
    expect(token?.equals(new Secret('canary-scim-token'))).toBe(true);
    expect(String(token)).not.toContain('canary');
    expect(await authentik.scimProviders.token(8)).toBeUndefined();
  });
});

test('a refusal to delete names the right that it takes', async () => {
  const { authentik } = await connectRecorded('2026.2.2', {
    [`DELETE ${certificate}`]: recorded('2026.2.2', 'a path that does not exist'),
  });
  await expect(authentik.certificates.remove(values.cert)).rejects.toThrow();
});
