import { Hono } from 'hono';
import { dispatch } from './http/dispatch.js';
import type { Endpoint } from './http/endpoint.js';
import { has, type Release } from './releases.js';
import { allProviders } from './resources/all-providers.js';
import { applications } from './resources/applications.js';
import { bindings } from './resources/bindings.js';
import { certificateFiles } from './resources/certificate-files.js';
import { certificateGeneration } from './resources/certificate-generation.js';
import { certificates } from './resources/certificates.js';
import { checkAccess } from './resources/check-access.js';
import { crud } from './resources/crud.js';
import { flows } from './resources/flows.js';
import { groups, membership } from './resources/groups.js';
import { mappingTest } from './resources/mapping-test.js';
import {
  samlMappings,
  samlProviderMappings,
  scimMappings,
  scimProviderMappings,
} from './resources/mappings.js';
import { permissions } from './resources/permissions.js';
import { samlImport } from './resources/saml-import.js';
import { samlMetadata } from './resources/saml-metadata.js';
import { samlPreview } from './resources/saml-preview.js';
import { samlProviders } from './resources/saml-providers.js';
import { scimProviders } from './resources/scim-providers.js';
import { serviceAccounts } from './resources/service-accounts.js';
import { syncObject } from './resources/sync-object.js';
import { syncStatus } from './resources/sync-status.js';
import { config, version } from './resources/system.js';
import { scheduleSending, schedules, tasks } from './resources/tasks.js';
import { tokenKey, tokens } from './resources/tokens.js';
import { users } from './resources/users.js';
import { whoAmI } from './resources/who-am-i.js';
import type { World } from './world/world.js';

const resources = [
  ...[flows, samlMappings, samlProviderMappings, scimMappings, scimProviderMappings],
  ...[certificates, samlProviders, scimProviders, allProviders, applications, bindings],
  ...[users, groups, tokens, schedules, tasks],
];

/** What goes beyond the usual endpoints; before them, since `/me/` would be taken for a key. */
const special: readonly Endpoint[] = [
  ...[version, config, whoAmI, serviceAccounts, tokenKey, permissions],
  ...[certificateGeneration, ...certificateFiles, samlImport, samlMetadata, samlPreview],
  ...[checkAccess, mappingTest, ...membership],
];

/** The API below `/api/v3`, as the world's release has it. */
export function apiRoutes(world: World): Hono {
  const app = new Hono();
  for (const endpoint of endpointsOf(world.release)) {
    app.all(`/api/v3${endpoint.path}`, (c) => dispatch(world, endpoint, c.req.raw, c.req.param()));
  }
  return app;
}

function endpointsOf(release: Release): Endpoint[] {
  return [
    ...special,
    syncStatus(release),
    ...(has(release, 'syncObject') ? [syncObject] : []),
    ...(has(release, 'tasks') ? [scheduleSending] : []),
    ...resources.flatMap((resource) => crud(resource, release)),
  ];
}
