import { ExpectedError } from '../basics/errors.js';
import { Secret } from '../basics/secret.js';

/**
 * The SCIM access token without the blanks and line ends that copying adds. AWS's tokens are opaque,
 * so that nothing but their characters can be checked.
 *
 * @throws ExpectedError when nothing is left, or what cannot stand in a header.
 */
export function usableScimToken(token: Secret): Secret {
  const value = token.reveal().trim();
  if (/^[\x21-\x7e]+$/.test(value)) return new Secret(value);
  throw new ExpectedError({
    what: value === '' ? 'The SCIM access token is empty' : 'The SCIM access token is not usable',
    ...(value === '' ? {} : { why: 'It contains blanks or characters that no token has.' }),
    next: 'Copy the "Access token" alone, as "Show token" shows it, without "Bearer" and without quotes.',
  });
}
