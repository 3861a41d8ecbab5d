import { invalid } from './invalid.js';
import { plainText } from './texts.js';

/** So many hexadecimal digits tell one certificate from another well enough to be typed. */
const FEWEST_DIGITS = 8;
/** SHA-256 has 32 bytes. */
const MOST_DIGITS = 64;

/**
 * The fingerprint of a certificate, whole or its beginning, with or without colons.
 * @throws ExpectedError (`usage`)
 */
export function parseFingerprint(text: string): string {
  const value = plainText(text);
  const digits = value.replaceAll(/[\s:]/g, '');
  if (!/^[0-9a-f]*$/i.test(digits)) {
    throw invalid('This is not the fingerprint of a certificate', 'Write it as in 3F:A1:09:7C.');
  }
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) {
    throw invalid(
      'This fingerprint has too few or too many digits',
      `Write at least its first ${FEWEST_DIGITS} hexadecimal digits, as in 3F:A1:09:7C.`,
    );
  }
  return value;
}
