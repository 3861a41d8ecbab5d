import type { Release } from '../../authentik/index.js';
import { has } from '../../authentik/releases.js';
import { type Operation, rightsFor } from '../../authentik/rights.js';

/** What every command looks at. */
const looking: readonly Operation[] = [
  'look up SAML property mappings',
  'look up certificates',
  'look up SAML providers',
  'look up providers of every kind',
  'look up an application',
  'look up policy bindings',
  'look up groups',
  'look up users',
];

const lookingAtScim: readonly Operation[] = [
  'look up SCIM property mappings',
  'look up SCIM providers',
  'read the status of a sync',
];

/** Since 2025.8 the runs of a sync are tasks of a schedule. */
const following: readonly Operation[] = ['look up schedules', 'look up tasks'];

const settingUp: readonly Operation[] = [
  'look up flows',
  'generate a certificate',
  'create a SAML provider',
  'change a SAML provider',
  'preview the NameID of a user',
  'create an application',
  'change an application',
  'create a policy binding',
];

const settingUpScim: readonly Operation[] = [
  'create a SCIM property mapping',
  'change a SCIM property mapping',
  'try a property mapping',
  'create a SCIM provider',
  'change a SCIM provider',
];

const rotating: readonly Operation[] = [
  'generate a certificate',
  'read a certificate',
  'change a SAML provider',
  'change a SCIM provider',
];

const takingApart: readonly Operation[] = [
  'delete a policy binding',
  'delete an application',
  'delete a SAML provider',
  'delete a SCIM provider',
  'delete a SCIM property mapping',
  'delete a certificate',
];

/** The permissions that each part of the program takes on a release. */
export const rightsNeeded = {
  look: (release: Release) => all(release, looking),
  'look-scim': (release: Release) =>
    all(release, [...looking, ...lookingAtScim, ...followingOn(release)]),
  'set-up': (release: Release) => all(release, [...looking, ...settingUp]),
  scim: (release: Release) =>
    all(release, [...lookingAtScim, ...settingUpScim, ...followingOn(release)]),
  rotate: (release: Release) => all(release, rotating),
  undo: (release: Release) => all(release, takingApart),
} as const;

function followingOn(release: Release): readonly Operation[] {
  return has(release, 'syncSchedules') ? following : [];
}

function all(release: Release, operations: readonly Operation[]): string[] {
  return [...new Set(operations.flatMap((operation) => [...rightsFor(operation, release)]))];
}
