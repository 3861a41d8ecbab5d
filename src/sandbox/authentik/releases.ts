/** The release whose recorded answers are the newest: what is played unless told otherwise. */
export const newestRecordedRelease = '2026.2.2';

/** The releases of which the answers of a real server were recorded. */
export const recordedReleases: readonly string[] = [
  '2023.10.7',
  '2024.8.6',
  '2025.4.4',
  '2025.10.4',
  newestRecordedRelease,
];

/** The release lines that this server can play; any patch of them is accepted. */
const lines: readonly string[] = [
  '2023.5 2023.6 2023.8 2023.10',
  '2024.2 2024.4 2024.6 2024.8 2024.10 2024.12',
  '2025.2 2025.4 2025.6 2025.8 2025.10 2025.12',
  '2026.2 2026.5 2026.8',
].flatMap((year) => year.split(' '));

/** A release of authentik: its name and, for comparing, its year, month and patch. */
export interface Release {
  readonly text: string;
  readonly numbers: readonly [number, number, number];
}

/** What a release has and earlier ones have not, by the name this server gives it. */
export type Feature = keyof typeof features;

/**
 * From which release on something is so, with the place that says it: a recording (by its release),
 * authentik's API schema, a commit or a pull request. Where only two recordings show that something
 * changed between them, it changes here with the later one.
 */
const features = {
  userType: { since: '2023.8', source: 'API schema 2023.8' },
  importFlowByUuid: { since: '2023.8.2', source: 'commit a39fef11b, pull request 6729' },
  roles: { since: '2023.10', source: 'recording 2023.10.7; authentik/rbac/filters.py' },
  defaultRelayState: { since: '2023.10', source: 'API schema 2023.10' },
  previewForUser: { since: '2024.2', source: 'recordings 2023.10.7 and 2024.8.6; API schema' },
  latestVersionValid: { since: '2024.4', source: 'API schema 2024.4' },
  leaveOutRelations: {
    since: '2024.4',
    source: 'include_users, include_groups: API schema 2024.4',
  },
  keyAlgorithm: { since: '2024.4.2', source: 'API schema 2024.4.2' },
  embeddedOutpostUser: { since: '2024.6', source: 'recordings 2023.10.7 and 2024.8.6' },
  syncStatusPath: { since: '2024.6', source: 'API schema 2024.6' },
  uniqueGroupNames: { since: '2024.6', source: 'issue 10165; release notes of 2024.6' },
  outpostOutdated: { since: '2024.8', source: 'recording 2024.8.6; API schema 2024.8' },
  providerMappingPath: { since: '2024.8', source: 'recordings 2023.10.7 and 2024.8.6' },
  signingFlags: { since: '2024.8', source: 'recordings 2023.10.7 and 2024.8.6' },
  readOnlyGroup: { since: '2024.8', source: 'recording 2024.8.6, SCIM traffic' },
  parentNameEverywhere: { since: '2024.8', source: 'recordings 2023.10.7 and 2024.8.6' },
  syncObject: { since: '2024.8', source: 'recordings 2023.10.7 and 2024.8.6' },
  syntaxCheckedMappings: { since: '2024.8', source: 'recordings 2023.10.7 and 2024.8.6' },
  invalidationFlow: { since: '2024.10', source: 'commit 5b66dbe89' },
  uniqueCertificateName: { since: '2024.10', source: 'recordings 2024.8.6 and 2025.4.4' },
  verifyCertificates: { since: '2024.10', source: 'API schema 2024.10' },
  bindingMessageByOrder: { since: '2025.4', source: 'recordings 2024.8.6 and 2025.4.4' },
  namedNotFound: { since: '2025.4', source: 'recordings 2024.8.6 and 2025.4.4' },
  authnContextMapping: { since: '2025.4', source: 'recording 2025.4.4; API schema 2025.4' },
  friendlyMetadataAddress: { since: '2025.4', source: 'recordings 2024.8.6 and 2025.4.4' },
  userDates: { since: '2025.4', source: 'recordings 2024.8.6 and 2025.4.4' },
  compatibilityMode: { since: '2025.4', source: 'recordings 2024.8.6 and 2025.4.4' },
  ownPermissions: { since: '2025.4', source: 'tried with a token without rights on 2025.4.4' },
  longAcsUrl: { since: '2025.4', source: 'API schema: at most 200 characters until 2025.2' },
  autocomplete: { since: '2025.8', source: 'recordings 2025.4.4 and 2025.10.4; API schema' },
  lastUpdated: { since: '2025.8', source: 'API schema 2025.8' },
  groupChildren: { since: '2025.8', source: 'API schema 2025.8' },
  nameIdPolicy: { since: '2025.8', source: 'API schema 2025.8' },
  tasks: { since: '2025.8', source: 'API schema 2025.8; recording 2025.10.4' },
  taskLogs: { since: '2025.10', source: 'API schema 2025.10: messages were renamed logs' },
  noReputationCache: { since: '2025.10', source: 'recordings 2025.4.4 and 2025.10.4' },
  adminBeforeOutpost: { since: '2025.10', source: 'recordings 2025.4.4 and 2025.10.4' },
  singleLogout: { since: '2025.10', source: 'recordings 2025.4.4 and 2025.10.4' },
  backchannelAlwaysShown: { since: '2025.10', source: 'recordings 2025.4.4 and 2025.10.4' },
  shortGroupInBinding: { since: '2025.10', source: 'recordings 2025.4.4 and 2025.10.4' },
  scimTokenOptional: { since: '2025.10', source: 'recordings 2025.4.4 and 2025.10.4' },
  scimOauth: { since: '2025.10', source: 'recordings 2025.4.4 and 2025.10.4' },
  salesforceMode: { since: '2025.10', source: 'API schema 2025.10' },
  pageCap: { since: '2025.12', source: 'commit 196bce348' },
  importReturnsProvider: { since: '2025.12', source: 'recordings 2025.10.4 and 2026.2.2' },
  keyType: { since: '2025.12', source: 'API schema 2025.12; recording 2026.2.2' },
  certificateRight: { since: '2025.12', source: 'tried with a role on 2025.12.4 and 2026.2.2' },
  fileIcons: { since: '2025.12', source: 'API schema 2025.12; recording 2026.2.2' },
  longSlug: { since: '2025.12', source: 'API schema: at most 50 characters before' },
  groupParents: { since: '2025.12', source: 'API schema 2025.12; recording 2026.2.2' },
  userRoles: { since: '2025.12', source: 'API schema 2025.12; recording 2026.2.2' },
  scimTuning: { since: '2025.12', source: 'API schema 2025.12; recording 2026.2.2' },
  typographicQuotes: { since: '2026.2', source: 'recordings 2025.10.4 and 2026.2.2' },
  groupFilters: { since: '2026.2', source: 'recordings 2025.10.4 and 2026.2.2' },
  certificateDetailsAlways: { since: '2026.2', source: 'API schema 2026.2' },
  edwardsKeys: { since: '2026.2', source: 'API schema 2026.2' },
  metadataNeedsApplication: { since: '2026.2.3', source: 'commit 2b8313ee9, pull request 21481' },
  issuerOverride: { since: '2026.5', source: 'pull request 18022; API schema 2026.5' },
  importSetsAudience: { since: '2026.5', source: 'pull request 22181' },
  hiddenApplications: { since: '2026.5', source: 'API schema 2026.5' },
  moreScimModes: { since: '2026.5', source: 'API schema 2026.5' },
  scimTokenWriteOnly: { since: '2026.8', source: 'API schema 2026.8' },
  scimDiscovery: { since: '2026.8', source: 'API schema 2026.8, migration 0021' },
  gitlabMode: { since: '2026.8', source: 'API schema 2026.8' },
  bindingTargetNamed: { since: '2026.8.1', source: 'API schema 2026.8.1' },
} satisfies Record<string, { since: string; source: string }>;

/**
 * Reads a release's name, `2025.4` or `2025.4.4` (without a patch: its first, `.0`).
 * Throws when it is no release from 2023.5 to 2026.8.
 */
export function parseRelease(text: string): Release {
  const [, year, month, patch] = /^(\d{4})\.(\d{1,2})(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  if (!lines.includes(`${year}.${month}`)) {
    throw new Error(
      `The sandbox cannot play authentik ${text}: it knows the releases ${lines.join(', ')} and their patches, such as ${newestRecordedRelease}.`,
    );
  }
  const numbers = [Number(year), Number(month), Number(patch ?? 0)] as const;
  return { text: numbers.join('.'), numbers };
}

/** Whether a release has a feature. */
export function has(release: Release, feature: Feature): boolean {
  return isSince(release, features[feature].since);
}

/** Whether a release is another one (`2025.4` or `2025.4.4`) or a later one. */
export function isSince(release: Release, first: string): boolean {
  const [year, month, patch] = release.numbers;
  const [sinceYear = 0, sinceMonth = 0, sincePatch = 0] = first.split('.').map(Number);
  return (year - sinceYear || month - sinceMonth || patch - sincePatch) >= 0;
}
