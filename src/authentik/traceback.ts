/**
 * What a Python traceback says in the end: the exception with its message. Every other text stays
 * as it is. authentik gives a traceback where it did not foresee an exception.
 */
export function lastLineOfTraceback(text: string): string {
  if (!text.startsWith('Traceback')) return text;
  const lines = text.split('\n').map((line) => line.trim());
  return lines.findLast((line) => line !== '') ?? text;
}
