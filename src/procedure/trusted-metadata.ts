import type { z } from 'zod';
import type { toldSchemas } from './facts.js';

/** What was told of the metadata that AWS has. */
export type ToldMetadata = z.infer<(typeof toldSchemas)['identitySource']>;

/**
 * Whether AWS was given this metadata, or has its certificate beside the one that it was given:
 * it trusts several at once (AWS user guide, page rotatesamlcert).
 */
export function awsHas(told: ToldMetadata | undefined, fingerprint: string): boolean {
  return told?.fingerprint === fingerprint || (told?.alsoTrusted.includes(fingerprint) ?? false);
}
