import { has } from './releases.js';
import type { Release } from './version.js';

/**
 * What the client does, in words that follow "to", each with the permissions that a token needs
 * for it, in authentik's own names. Tried operation by operation with tokens that held nothing
 * else, on authentik 2024.8.6, 2025.4.4, 2025.10.4, 2025.12.4 and 2026.2.2, in part on 2023.10.7.
 * An empty list: any valid token.
 */
export const rights = {
  'read the version': [],
  'find out whose token this is': [],
  'look up flows': ['authentik_flows.view_flow'],
  'look up SAML property mappings': ['authentik_providers_saml.view_samlpropertymapping'],
  'look up certificates': ['authentik_crypto.view_certificatekeypair'],
  'generate a certificate': ['authentik_crypto.add_certificatekeypair'],
  'read a certificate': ['authentik_crypto.view_certificatekeypair'],
  'look up SAML providers': ['authentik_providers_saml.view_samlprovider'],
  'create a SAML provider': ['authentik_providers_saml.add_samlprovider'],
  'change a SAML provider': [
    'authentik_providers_saml.view_samlprovider',
    'authentik_providers_saml.change_samlprovider',
  ],
  'look up providers of every kind': ['authentik_core.view_provider'],
  'preview the NameID of a user': [
    'authentik_providers_saml.view_samlprovider',
    'authentik_core.preview_user',
  ],
  "read the identity provider's metadata": [],
  'look up an application': ['authentik_core.view_application'],
  'create an application': ['authentik_core.add_application'],
  'change an application': ['authentik_core.view_application', 'authentik_core.change_application'],
  'look up policy bindings': ['authentik_policies.view_policybinding'],
  'create a policy binding': ['authentik_policies.add_policybinding'],
  'look up groups': ['authentik_core.view_group'],
  'look up users': ['authentik_core.view_user'],
} as const satisfies Record<string, readonly string[]>;

/** Something that the client does; its text completes "authentik refused to …". */
export type Operation = keyof typeof rights;

/** The permissions that an operation needs on a release; the newest known one when it is unknown. */
export function rightsFor(operation: Operation, release: Release | undefined): readonly string[] {
  const needed: readonly string[] = rights[operation];
  const ownRight = release === undefined || has(release, 'certificateRight');
  if (operation !== 'read a certificate' || !ownRight) return needed;
  return [...needed, 'authentik_crypto.view_certificatekeypair_certificate'];
}
