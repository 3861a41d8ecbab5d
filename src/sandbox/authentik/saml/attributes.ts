import type { LoginUser, ManagedMapping } from './login-world.js';

/** One attribute of an assertion, with its values as text. */
export interface SamlAttribute {
  name: string;
  values: string[];
}

/** The name of the attribute that each managed mapping makes (authentik's API: `saml_name`). */
const attributeNames: Record<ManagedMapping, string> = {
  upn: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
  name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
  email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
  username: 'http://schemas.goauthentik.io/2021/02/saml/username',
  uid: 'http://schemas.goauthentik.io/2021/02/saml/uid',
  groups: 'http://schemas.xmlsoap.org/claims/Group',
  'ms-windowsaccountname':
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname',
};

/** What the chosen managed mappings say of a user, ordered by attribute name. */
export function samlAttributes(
  user: LoginUser,
  mappings: readonly ManagedMapping[],
): SamlAttribute[] {
  return mappings
    .map((mapping) => ({ name: attributeNames[mapping], values: mappedValues(mapping, user) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The values of one managed mapping; only `groups` gives more or fewer than one. */
export function mappedValues(mapping: ManagedMapping, user: LoginUser): string[] {
  const values: Record<ManagedMapping, string[]> = {
    upn: [user.upn ?? user.email],
    name: [user.name],
    email: [user.email],
    username: [user.username],
    uid: [String(user.pk)],
    groups: [...user.groups],
    'ms-windowsaccountname': [user.username],
  };
  return values[mapping];
}
