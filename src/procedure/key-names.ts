/** What the keys of objects are called, so that a reader of a plan sees no UUID. */
export type KeyNames = ReadonlyMap<string, string>;

/** A setting as a plan shows it: names in place of keys, lists in an order of their own. */
export function settingText(value: unknown, names: KeyNames = new Map()): string {
  if (value === null || value === undefined || value === '') return 'none';
  const texts = (Array.isArray(value) ? value : [value]).map(String);
  return (
    texts
      .map((one) => names.get(one) ?? one)
      .sort()
      .join(', ') || 'none'
  );
}
