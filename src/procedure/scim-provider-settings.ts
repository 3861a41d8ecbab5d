import type { ScimProvider, ScimProviderFields } from '../authentik/index.js';
import type { FieldChange } from '../engine/change.js';
import type { Observed } from '../engine/observed.js';
import { type KeyNames, settingText } from './key-names.js';

/** Under which key the SCIM provider is remembered. */
export const SCIM_PROVIDER_KEY = 'scim-provider';

/** What the SCIM provider must be set to. The token is none of it: it is written and never read. */
export type WantedScim = Omit<ScimProviderFields, 'name'>;

const LABELS = {
  url: 'URL',
  mappings: 'user property mappings',
  groupMappings: 'group property mappings',
  excludeServiceAccounts: 'exclude service accounts',
  compatibilityMode: 'compatibility mode',
  discoveryEnabled: 'discovery',
  filterGroup: 'user filtering by group',
  groupFilters: 'group filters',
} as const satisfies Partial<Record<keyof WantedScim, string>>;

type Key = keyof typeof LABELS;

const isKey = (key: string): key is Key => Object.hasOwn(LABELS, key);

/**
 * Holds a provider against what is wanted, field by field. A field that this release does not have
 * (`undefined`) has nothing to differ in.
 */
export function scimSettingsThatDiffer(
  provider: ScimProvider,
  wanted: WantedScim,
  names: KeyNames = new Map(),
) {
  const keys = Object.keys(wanted).filter(isKey);
  const differing = keys.filter(
    (key) => provider[key] !== undefined && settingText(provider[key]) !== settingText(wanted[key]),
  );
  const fields = differing.map((key): FieldChange => {
    return {
      field: LABELS[key],
      from: settingText(provider[key], names),
      to: settingText(wanted[key], names),
    };
  });
  const update = Object.fromEntries(differing.map((key) => [key, wanted[key]]));
  return { fields, update };
}

/** The provider as it is, under the names and in the words of a plan. */
export function observedScimProvider(provider: ScimProvider | undefined, wanted: string): Observed {
  const name = provider?.name ?? wanted;
  const head = { key: SCIM_PROVIDER_KEY, object: `SCIM provider "${name}"` };
  if (!provider) return { ...head, there: false, fields: {} };
  const known = Object.keys(LABELS)
    .filter(isKey)
    .filter((key) => provider[key] !== undefined);
  const settings = Object.fromEntries(
    known.map((key) => [LABELS[key], settingText(provider[key])]),
  );
  return { ...head, there: true, id: String(provider.pk), fields: { name, ...settings } };
}
