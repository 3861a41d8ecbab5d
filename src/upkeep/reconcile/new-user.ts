import type { User } from '../../authentik/index.js';
import type { NewIdentityCenterUser } from '../../aws/user-changes.js';

/** The longest name that AWS takes, in characters (SCIM developer guide, createuser). */
const LONGEST_NAME = 1024;

/**
 * The user that AWS is missing, with the attributes that the SCIM mapping of this program would
 * send (`procedure/scim-user-expression.ts`), so that a sync that links him later changes nothing.
 */
export function newUserOf({ name, username, email }: User): NewIdentityCenterUser {
  const displayName = cleaned(name) || cleaned(username) || email;
  const [givenName = displayName] = displayName.split(' ');
  const familyName = displayName.slice(givenName.length).trimStart() || givenName;
  return { userName: email, displayName, givenName, familyName };
}

/** Without control, format and other characters that AWS refuses in names. */
function cleaned(text: string): string {
  return [...text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, '').trim()]
    .slice(0, LONGEST_NAME)
    .join('');
}
