import { describe, expect, it } from 'vitest';
import { checkedSignatures } from './check-signatures.js';
import { recordedReleases, recordedSaml } from './recordings.js';

describe.each(recordedReleases)('what authentik %s signed', (release) => {
  const recorded = recordedSaml(release);

  it('verifies: metadata', async () => {
    const { identityProviderMetadata, signingCertificate } = recorded;
    expect(await checkedSignatures(identityProviderMetadata, signingCertificate)).toEqual([
      ['EntityDescriptor'],
    ]);
  });

  it.each(recorded.responses)('verifies: $kind', async ({ samlResponse }) => {
    const checked = await checkedSignatures(samlResponse, recorded.signingCertificate);
    expect(checked.flat()).toContain('Assertion');
  });

  it.each(recorded.responses)('does not verify once changed: $kind', async ({ samlResponse }) => {
    const changed = samlResponse.replace('>alice@example.com<', '>mallory@example.com<');
    expect(changed).not.toBe(samlResponse);
    await expect(checkedSignatures(changed, recorded.signingCertificate)).rejects.toThrow(
      /digest|does not hold/i,
    );
  });
});

it('does not verify under the certificate of another server', async () => {
  const { responses } = recordedSaml('2024.8.6');
  const { signingCertificate } = recordedSaml('2025.4.4');
  for (const { samlResponse } of responses) {
    await expect(checkedSignatures(samlResponse, signingCertificate)).rejects.toThrow(
      /does not hold|signature/i,
    );
  }
});
