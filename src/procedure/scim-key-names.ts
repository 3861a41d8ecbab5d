import type { Authentik, ScimProvider } from '../authentik/index.js';
import type { KeyNames } from './key-names.js';
import type { WantedScim } from './scim-provider-settings.js';

type Keys = Partial<
  Pick<WantedScim, 'filterGroup' | 'groupFilters' | 'mappings' | 'groupMappings'>
>;

/**
 * Names the groups and mappings in which a provider differs from what is wanted; the others are not
 * asked for. A key without an object stays as it is.
 */
export async function namesOfDiffering(
  { groups, scimMappings }: Pick<Authentik, 'groups' | 'scimMappings'>,
  provider: ScimProvider,
  wanted: WantedScim,
): Promise<KeyNames> {
  const named = await Promise.all([
    ...differing(groupKeys(provider), groupKeys(wanted)).map((pk) => groups.get(pk)),
    ...differing(mappingKeys(provider), mappingKeys(wanted)).map((pk) => scimMappings.get(pk)),
  ]);
  return new Map(named.filter((one) => one !== undefined).map(({ pk, name }) => [pk, name]));
}

function groupKeys({ filterGroup, groupFilters = [] }: Keys): string[] {
  return [...(filterGroup ? [filterGroup] : []), ...groupFilters];
}

function mappingKeys({ mappings = [], groupMappings = [] }: Keys): string[] {
  return [...mappings, ...groupMappings];
}

function differing(some: readonly string[], others: readonly string[]): string[] {
  const either = new Set([...some, ...others]);
  return [...either].filter((key) => some.includes(key) !== others.includes(key));
}
