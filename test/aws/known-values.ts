import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.object({
  spMetadata: z.array(
    z.object({
      region: z.string(),
      acs: z.string(),
      issuer: z.string().optional(),
      portal: z.string().optional(),
      scim: z.string().optional(),
      instance: z.string().optional(),
    }),
  ),
  cloudTrail: z.array(z.looseObject({ eventName: z.string() })),
});

/** Values of real instances and real event records that their owners published. */
export const knownValues = schema.parse(
  JSON.parse(readFileSync(new URL('known-values.json', import.meta.url), 'utf8')),
);

/** An instance made up for tests. */
export const instance = {
  region: 'eu-central-1',
  identityStoreId: 'd-99672f8278',
  instanceArn: 'arn:aws:sso:::instance/ssoins-6987a1b2c3d4e5f6',
};
