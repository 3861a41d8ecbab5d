import { readFileSync } from 'node:fs';
import { z } from 'zod';

const recording = z.object({
  identityProviderMetadata: z.string(),
  signingCertificate: z.string(),
});

/** Real metadata of an authentik server, and its signing certificate as PEM. */
export function recordedIdentityProvider() {
  const path = new URL('../../recordings/saml-2025.4.4.json', import.meta.url);
  return recording.parse(JSON.parse(readFileSync(path, 'utf8')));
}
