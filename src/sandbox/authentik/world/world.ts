import type { Release } from '../releases.js';
import type { ScimSync } from '../scim-sync.js';
import { Table } from './table.js';

/** Everything that the pretended server holds. */
export interface World {
  readonly release: Release;
  now(): Date;
  readonly flows: Table;
  /** SAML and SCIM property mappings; `kind` says which. Names are unique over both. */
  readonly mappings: Table;
  /** With `certificate` and `key` as PEM texts, which the API does not show among the fields. */
  readonly certificates: Table;
  /** SAML and SCIM providers; `kind` says which. Names and keys are unique over both. */
  readonly providers: Table;
  readonly applications: Table;
  readonly bindings: Table;
  /** With `groups` and `roles` as keys, and `password`, which the API never shows. */
  readonly users: Table;
  readonly groups: Table;
  /** With `permissions` by their full names (`authentik_core.view_user`). */
  readonly roles: Table;
  /** With `key`, the token itself. */
  readonly tokens: Table;
  readonly schedules: Table;
  readonly tasks: Table;
  /** Permissions that nobody holds for the moment, by their full names. */
  readonly withheld: Set<string>;
  /** Runs the SCIM provider's synchronisation. */
  scimSync: ScimSync;
}

/** A server of a release that holds nothing yet. */
export function emptyWorld(release: Release, now: () => Date, scimSync: ScimSync): World {
  return {
    release,
    now,
    flows: new Table('uuid'),
    mappings: new Table('uuid'),
    certificates: new Table('uuid'),
    providers: new Table('integer'),
    applications: new Table('uuid'),
    bindings: new Table('uuid'),
    users: new Table('integer'),
    groups: new Table('uuid'),
    roles: new Table('uuid'),
    tokens: new Table('uuid'),
    schedules: new Table('uuid'),
    tasks: new Table('uuid'),
    withheld: new Set(),
    scimSync,
  };
}
