const reasons = new Map([
  ['ENOENT', 'does not exist'],
  ['EISDIR', 'is a directory'],
  ['ENOTDIR', 'lies below something that is not a directory'],
  ['EACCES', 'may not be read by this user'],
  ['EPERM', 'may not be read by this user'],
]);

/** Why a file could not be read, as the end of a sentence that begins with the file. */
export function reasonOf(cause: unknown): { readonly code: string; readonly text: string } {
  const code =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return { code, text: reasons.get(code) ?? `cannot be read (${code || 'unknown reason'})` };
}
