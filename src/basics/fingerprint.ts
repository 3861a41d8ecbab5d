/** So many bytes of a fingerprint are typed: enough to tell it from another. */
const TYPED_BYTES = 4;

/** The hexadecimal digits of a fingerprint in lower case, without what stands between them. */
export function bareFingerprint(fingerprint: string): string {
  return fingerprint.replaceAll(/[\s:]/g, '').toLowerCase();
}

/** Whether two texts are the same fingerprint: authentik and Node write them in different cases. */
export function sameFingerprint(a: string, b: string): boolean {
  return bareFingerprint(a) === bareFingerprint(b);
}

/** How a fingerprint begins, as a person types it: `3F:A1:09:7C`. */
export function beginningOf(fingerprint: string): string {
  const pairs = bareFingerprint(fingerprint).toUpperCase().match(/../g) ?? [];
  return pairs.slice(0, TYPED_BYTES).join(':');
}

/** Whether a typed text is enough of a fingerprint to be held against one. */
export function isLongEnough(typed: string): boolean {
  return bareFingerprint(typed).length >= TYPED_BYTES * 2;
}
