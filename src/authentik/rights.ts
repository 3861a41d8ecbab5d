import { type DifferenceName, has } from './releases.js';
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
  'find out what a role holds': [],
  'try a permission': [],
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
  'look up SCIM property mappings': ['authentik_providers_scim.view_scimmapping'],
  'create a SCIM property mapping': ['authentik_providers_scim.add_scimmapping'],
  'change a SCIM property mapping': [
    'authentik_providers_scim.view_scimmapping',
    'authentik_providers_scim.change_scimmapping',
  ],
  'try a property mapping': [
    'authentik_core.view_propertymapping',
    'authentik_core.add_propertymapping',
    'authentik_core.view_user',
  ],
  'look up SCIM providers': ['authentik_providers_scim.view_scimprovider'],
  'create a SCIM provider': ['authentik_providers_scim.add_scimprovider'],
  'change a SCIM provider': [
    'authentik_providers_scim.view_scimprovider',
    'authentik_providers_scim.change_scimprovider',
  ],
  'read the status of a sync': ['authentik_providers_scim.view_scimprovider'],
  'look up what uses a certificate': ['authentik_crypto.view_certificatekeypair'],
  'delete a policy binding': [
    'authentik_policies.view_policybinding',
    'authentik_policies.delete_policybinding',
  ],
  'delete an application': ['authentik_core.view_application', 'authentik_core.delete_application'],
  'delete a SAML provider': [
    'authentik_providers_saml.view_samlprovider',
    'authentik_providers_saml.delete_samlprovider',
  ],
  'delete a SCIM provider': [
    'authentik_providers_scim.view_scimprovider',
    'authentik_providers_scim.delete_scimprovider',
  ],
  'delete a SCIM property mapping': [
    'authentik_providers_scim.view_scimmapping',
    'authentik_providers_scim.delete_scimmapping',
  ],
  'delete a certificate': [
    'authentik_crypto.view_certificatekeypair',
    'authentik_crypto.delete_certificatekeypair',
  ],
  'look up schedules': ['authentik_tasks_schedules.view_schedule'],
  'look up tasks': ['authentik_tasks.view_task'],
} as const satisfies Record<string, readonly string[]>;

/** Something that the client does; its text completes "authentik refused to …". */
export type Operation = keyof typeof rights;

/** A permission that an operation needs besides, on some releases. */
interface FurtherRight {
  readonly operation: Operation;
  readonly right: string;
  readonly since: DifferenceName;
  readonly until?: DifferenceName;
}

const furtherRights: readonly FurtherRight[] = [
  {
    operation: 'read a certificate',
    right: 'authentik_crypto.view_certificatekeypair_certificate',
    since: 'certificateRight',
  },
  // Without it the status is shown with no tasks in it (authentik/lib/sync/outgoing/api.py).
  {
    operation: 'read the status of a sync',
    right: 'authentik_events.view_systemtask',
    since: 'syncTasks',
    until: 'syncSchedules',
  },
];

/** The permissions that an operation needs on a release; the newest known one when it is unknown. */
export function rightsFor(operation: Operation, release: Release | undefined): readonly string[] {
  const reached = (name: DifferenceName) => release === undefined || has(release, name);
  const further = furtherRights.filter(
    ({ operation: of, since, until }) =>
      of === operation && reached(since) && !(until !== undefined && reached(until)),
  );
  return [...rights[operation], ...further.map(({ right }) => right)];
}

/** Whether no permission but a superuser will do; undefined releases count as the newest. */
export function takesSuperuser(operation: Operation, release: Release | undefined): boolean {
  if (release === undefined) return false;
  if (!has(release, 'roles')) return true;
  return operation === 'try a property mapping' && !has(release, 'mappingTestRight');
}
