import { managedGroupMapping, managedUserMapping } from './scim-mappings.js';
import type { World } from './world.js';

/** The last part of the managed name, the name's ending, the attribute, and the Python. */
const saml: readonly (readonly [string, string, string, string])[] = [
  [
    'upn',
    'UPN',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
    'return request.user.attributes.get("upn", request.user.email)',
  ],
  [
    'name',
    'Name',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
    'return request.user.name',
  ],
  [
    'email',
    'Email',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
    'return request.user.email',
  ],
  [
    'username',
    'Username',
    'http://schemas.goauthentik.io/2021/02/saml/username',
    'return request.user.username',
  ],
  ['uid', 'User ID', 'http://schemas.goauthentik.io/2021/02/saml/uid', 'return request.user.pk'],
  [
    'groups',
    'Groups',
    'http://schemas.xmlsoap.org/claims/Group',
    'return [group.name for group in request.user.ak_groups.all()]',
  ],
  [
    'ms-windowsaccountname',
    'WindowsAccountname (Username)',
    'http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname',
    'return request.user.username',
  ],
];

const scim: readonly (readonly [string, string, string])[] = [
  ['user', 'User', managedUserMapping],
  ['group', 'Group', managedGroupMapping],
];

/** The managed SAML and SCIM mappings that every server keeps. */
export function addMappings(world: World): void {
  for (const [id, title, samlName, expression] of saml) {
    world.mappings.add({
      kind: 'saml',
      managed: `goauthentik.io/providers/saml/${id}`,
      name: `authentik default SAML Mapping: ${title}`,
      expression,
      saml_name: samlName,
      friendly_name: null,
    });
  }
  for (const [id, title, expression] of scim) {
    world.mappings.add({
      kind: 'scim',
      managed: `goauthentik.io/providers/scim/${id}`,
      name: `authentik default SCIM Mapping: ${title}`,
      expression,
    });
  }
}
