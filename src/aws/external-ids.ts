import { z } from 'zod';
import { SCIM_ISSUER_PREFIX } from './identifiers.js';

/** What another system calls a user or group of the identity store. */
export interface ExternalId {
  readonly issuer: string;
  readonly id: string;
}

/** Reads `ExternalIds`; none where AWS leaves them out. */
export const externalIdsSchema = z
  .array(z.object({ Issuer: z.string().catch(''), Id: z.string().catch('') }))
  .catch([])
  .transform((rows) => rows.map(({ Issuer, Id }): ExternalId => ({ issuer: Issuer, id: Id })));

/** Whether SCIM gave one of them. */
export function isOfScim(externalIds: readonly ExternalId[]): boolean {
  return idsOfScim(externalIds).length > 0;
}

/** Those that SCIM gave; of another issuer, any text may mean anything. */
export function idsOfScim(externalIds: readonly ExternalId[]): string[] {
  return externalIds.flatMap(({ issuer, id }) =>
    issuer.startsWith(SCIM_ISSUER_PREFIX) ? [id] : [],
  );
}
