import { ExpectedError } from '../basics/errors.js';
import { Secret } from '../basics/secret.js';

/**
 * The token without the blanks and line ends that copying adds. Throws when nothing is left or
 * when it holds what cannot stand in a header, since that error would come late and unclear.
 */
export function usableToken(token: Secret): Secret {
  const value = token.reveal().trim();
  if (/^[\x21-\x7e]+$/.test(value)) return new Secret(value);
  throw new ExpectedError({
    what: value === '' ? 'The authentik token is empty' : 'The authentik token is not usable',
    ...(value === '' ? {} : { why: 'It contains blanks or characters that no token has.' }),
    next: 'Give the key of an API token alone, without "Bearer" and without quotes.',
    exit: 'usage',
  });
}
