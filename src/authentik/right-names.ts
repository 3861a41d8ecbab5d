import { has } from './releases.js';
import type { Release } from './version.js';

/**
 * What authentik's own pages call the models that permissions are about. Django names a usual
 * permission after its model, "Can add SAML Provider" (`verbose_name` in authentik's `models.py`;
 * those of providers and their mappings as recorded). Django never renames a permission, so that a
 * server which was upgraded keeps the names of the release that it began with; the code name, which
 * never changed, goes with it always.
 */
const models: Readonly<Record<string, string>> = {
  'authentik_core.application': 'Application',
  'authentik_core.group': 'Group',
  'authentik_core.propertymapping': 'Property Mapping',
  'authentik_core.provider': 'provider',
  'authentik_core.user': 'User',
  'authentik_crypto.certificatekeypair': 'Certificate-Key Pair',
  'authentik_events.systemtask': 'System Task',
  'authentik_flows.flow': 'Flow',
  'authentik_policies.policybinding': 'Policy Binding',
  'authentik_providers_saml.samlpropertymapping': 'SAML Provider Property Mapping',
  'authentik_providers_saml.samlprovider': 'SAML Provider',
  'authentik_providers_scim.scimmapping': 'SCIM Provider Mapping',
  'authentik_providers_scim.scimprovider': 'SCIM Provider',
  'authentik_tasks.task': 'Task',
  'authentik_tasks_schedules.schedule': 'Schedule',
};

/** What models were called before 2024.8 (recorded on 2023.10.7). */
const formerly: Readonly<Record<string, string>> = {
  'authentik_providers_saml.samlpropertymapping': 'SAML Property Mapping',
  'authentik_providers_scim.scimmapping': 'SCIM Mapping',
};

/** Permissions with a name of their own (`permissions` in the `Meta` of their models). */
const own: Readonly<Record<string, string>> = {
  'authentik_core.preview_user': 'Can preview user data sent to providers',
  'authentik_crypto.view_certificatekeypair_certificate': "View Certificate-Key pair's certificate",
};

/** A permission in authentik's words and by its code name: `"Can add User" (authentik_core.add_user)`. */
export function namedRight(right: string, release: Release | undefined): string {
  const name = own[right] ?? usualName(right, release);
  return name === undefined ? right : `"${name}" (${right})`;
}

function usualName(right: string, release: Release | undefined): string | undefined {
  const [, app, verb, model] = /^(\w+)\.(add|change|delete|view)_(\w+)$/.exec(right) ?? [];
  const key = `${app}.${model}`;
  const before = release !== undefined && !has(release, 'mappingsUnderProvider');
  const words = (before ? formerly[key] : undefined) ?? models[key];
  return words === undefined ? undefined : `Can ${verb} ${words}`;
}
