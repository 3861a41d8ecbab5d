import type { ExternalId } from '../world/people.js';

/**
 * The external IDs after this tenant gave one: what it gave before is replaced, what other issuers
 * gave stays. Without one, this tenant's is taken away.
 */
export function externalIdsOf(
  present: readonly ExternalId[],
  issuer: string,
  id: string | undefined,
): ExternalId[] {
  const others = present.filter((each) => each.issuer !== issuer);
  return id === undefined ? others : [...others, { issuer, id }];
}

/** The external ID that this tenant gave. */
export function externalIdOf(
  externalIds: readonly ExternalId[],
  issuer: string,
): string | undefined {
  return externalIds.find((each) => each.issuer === issuer)?.id;
}
