import { invalid } from './invalid.js';
import { plainText } from './texts.js';

/**
 * Slugs that authentik's addresses need for themselves; its API refuses applications with them.
 */
const reserved = ['authorize', 'token', 'device', 'userinfo', 'introspect', 'revoke'];

/** Up to authentik 2025.10 a slug has at most this many characters. */
const longest = 50;

/**
 * The slug of an application, as every supported release of authentik accepts it.
 * @throws ExpectedError (`usage`)
 */
export function parseSlug(text: string): string {
  const value = plainText(text);
  if (!/^[-a-zA-Z0-9_]+$/.test(value)) {
    throw invalid(
      'A slug has only letters of the English alphabet, digits, hyphens and underscores',
      'Choose one such as aws or aws-prod.',
    );
  }
  if (value.length > longest) throw invalid(`A slug has at most ${longest} characters`);
  if (reserved.includes(value)) {
    throw invalid(
      'authentik keeps this slug for itself',
      `Choose another than ${reserved.join(', ')}.`,
    );
  }
  return value;
}
