import { readFileSync } from 'node:fs';
import { z } from 'zod';

const FOLDER = new URL('../recordings/', import.meta.url);

const samlSchema = z.object({
  origin: z.string(),
  identityProviderMetadata: z.string(),
  signingCertificate: z.string(),
});

/** The releases of authentik that were recorded. */
export const releases = ['2023.10.7', '2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2'];

/** What a real authentik gave as metadata and certificate. */
export function recordedSaml(release: string): z.infer<typeof samlSchema> {
  return samlSchema.parse(readJson(`saml-${release}.json`));
}

/** The text of a file that was sent to real authentik servers. */
export function attachment(name: string): string {
  return z.record(z.string(), z.string()).parse(readJson('attachments.json'))[name] ?? '';
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
}
