import type { Difference } from './releases.js';

/** In what authentik's releases differ where provisioning by SCIM meets it. */
export const scimDifferences = {
  scimSchemas: {
    since: [2023, 10, 4],
    what: 'authentik adds schemas to what it sends; before, the mapping has to give them',
    source: 'goauthentik/authentik#7477; sent on every recorded release, where the mapping gave it',
    toldBy: 'release',
  },
  syncTasks: {
    since: [2024, 2],
    what: 'the status of a sync is is_running and tasks; before, the last task alone, 404 if none',
    source: 'OpenAPI schema of 2024.2; both shapes seen on 2023.10.7 and 2024.8.6',
    toldBy: 'answer',
  },
  logEvents: {
    since: [2024, 4],
    what: 'messages of a task have a time and a level; before, they are plain texts',
    source: 'OpenAPI schema of 2024.4; seen on 2024.8.6, plain on 2023.10.7',
    toldBy: 'answer',
  },
  skipObject: {
    since: [2024, 6],
    what: 'a mapping can leave a user or group out with SkipObject',
    source: 'release notes of 2024.6; seen on 2024.8.6',
    toldBy: 'release',
  },
  syncStatusPath: {
    since: [2024, 6],
    what: 'sync_status/ of a SCIM provider became sync/status/; each answers 404 elsewhere',
    source: 'OpenAPI schema of 2024.6; seen on 2023.10.7 and 2024.8.6',
    toldBy: 'release',
  },
  mappingTestRight: {
    since: [2024, 8],
    what: 'permissions suffice to try a mapping; before, it takes a superuser',
    source: 'tried with single permissions on 2023.10.7 and 2024.8.6; in between not tried',
    toldBy: 'release',
  },
  verifyCertificates: {
    since: [2024, 10],
    what: 'verify_certificates on SCIM providers',
    source: 'OpenAPI schema of 2024.10; seen on 2025.4.4, absent on 2024.8.6',
    toldBy: 'answer',
  },
  compatibilityMode: {
    since: [2025, 4],
    what: 'compatibility_mode and dry_run on SCIM providers; before, they are ignored',
    source: 'seen on 2025.4.4, absent on 2024.8.6',
    toldBy: 'answer',
  },
  syncSchedules: {
    since: [2025, 8],
    what: 'a sync belongs to a schedule; its runs and their log are below /tasks/',
    source: 'OpenAPI schema of 2025.8; seen on 2025.10.4, absent on 2025.4.4',
    toldBy: 'release',
  },
  taskLogs: {
    since: [2025, 10],
    what: 'messages of a task became logs',
    source: 'OpenAPI schemas of 2025.8 and 2025.10; logs seen on 2025.10.4',
    toldBy: 'answer',
  },
  groupFilters: {
    since: [2026, 2],
    what: 'filter_group (users) became group_filters (groups); bindings of the application filter users',
    source: 'seen on 2025.10.4 and 2026.2.2; OpenAPI schemas of 2025.12 and 2026.2',
    toldBy: 'answer',
  },
  outOfScopeDeleted: {
    since: [2026, 2, 2],
    what: 'a full sync deletes in AWS what fell out of scope; before, it stays there',
    source: 'commit 75ac350d4; seen on 2026.2.2',
    toldBy: 'release',
  },
  discovery: {
    since: [2026, 8],
    what: 'discovery_enabled, on by default: a sync links what is at the endpoint already',
    source: 'OpenAPI schema of 2026.8, migration 0021. No recording of that release',
    toldBy: 'answer',
  },
  scimTokenHidden: {
    since: [2026, 8],
    what: 'the token of a SCIM provider is not shown; before, in clear text',
    source: 'OpenAPI schema of 2026.8; shown on all recorded releases',
    toldBy: 'answer',
  },
} as const satisfies Record<string, Difference>;
