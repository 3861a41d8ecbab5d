import { z } from 'zod';
import type { Client } from './client.js';

/** A provider of another kind. */
export interface OtherProvider {
  readonly pk: number;
  /** As authentik calls it, for example `OAuth2/OpenID Provider`. */
  readonly kind: string;
}

const anyProviderSchema = z.object({
  pk: z.number(),
  name: z.string(),
  verbose_name: z.string(),
  meta_model_name: z.string(),
});

/**
 * The provider of another kind than the given one that holds a name: names are unique over all
 * kinds. The kind is authentik's model, for example `authentik_providers_saml.samlprovider`.
 */
export async function otherProvider(
  client: Client,
  name: string,
  ownModel: string,
): Promise<OtherProvider | undefined> {
  const question = {
    operation: 'look up providers of every kind',
    path: '/providers/all/',
    query: { search: name },
  } as const;
  const found = await client.firstRow(
    question,
    anyProviderSchema,
    (row) => row.name === name && row.meta_model_name !== ownModel,
  );
  return found === undefined ? undefined : { pk: found.pk, kind: found.verbose_name };
}
