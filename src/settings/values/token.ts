import { Secret } from '../../basics/secret.js';
import { invalid } from './invalid.js';
import { plainText } from './texts.js';

/**
 * A reader of tokens that travel in an `Authorization` header. The line break at the end of a file
 * and a copied `Bearer ` go.
 * @param name what messages call it
 * @returns throws ExpectedError (`usage`) for what no HTTP header can carry
 */
export function parseToken(name: string): (text: string) => Secret {
  return (text) => {
    const value = plainText(text.trim().replace(/^Bearer(\s+|$)/i, ''));
    if (/^[\x21-\x7e]+$/.test(value)) return new Secret(value);
    throw invalid(
      `The ${name} holds white space or a character that no token has`,
      `Copy the ${name} again, and nothing else.`,
    );
  };
}
