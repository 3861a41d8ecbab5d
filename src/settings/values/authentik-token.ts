import { Secret } from '../../basics/secret.js';
import { invalid } from './invalid.js';
import { plainText } from './texts.js';

/**
 * An API token of authentik. The line break at the end of a file and a copied `Bearer ` go.
 * @throws ExpectedError (`usage`) for what no HTTP header can carry
 */
export function parseAuthentikToken(text: string): Secret {
  const value = plainText(text.trim().replace(/^Bearer(\s+|$)/i, ''));
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw invalid(
      'The API token holds white space or a character that no token has',
      'Copy the key of the token again, and nothing else.',
    );
  }
  return new Secret(value);
}
