const reasons = new Map([
  ['EISDIR', 'It is a directory.'],
  ['ENOTDIR', 'It lies below something that is not a directory.'],
  ['ENAMETOOLONG', 'Its name is too long.'],
  ['ENOSPC', 'The disk is full.'],
  ['EDQUOT', 'The disk space of this user is used up.'],
  ['EROFS', 'It lies where nothing can be written.'],
]);

/** The code of an error of Node: `ENOENT`; empty for whatever else was thrown. */
export function codeOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : '';
}

/**
 * Why a file could not be read or written, as a sentence after one that names the file. Node's own
 * words name the system call and repeat the path, so they stand only for what is not known here.
 */
export function whyFile(cause: unknown, wanted: 'read' | 'written'): string {
  const code = codeOf(cause);
  if (code === 'ENOENT')
    return wanted === 'read' ? 'It does not exist.' : 'Its folder is not there.';
  if (code === 'EACCES' || code === 'EPERM') return `It may not be ${wanted} by this user.`;
  const known = reasons.get(code);
  if (known !== undefined) return known;
  return cause instanceof Error ? `${cause.message}.` : 'The reason is not known.';
}
