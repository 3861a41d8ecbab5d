import { isSince, type Release } from '../releases.js';

/** What the synchronisation of a release does and that of earlier ones does not. */
export type SyncFeature = keyof typeof features;

/**
 * In what the releases differ when they synchronise: from which release on something is so, with
 * the place that says it. Where only two recordings show that something changed between them, it
 * changes here with the later one.
 */
const features = {
  namesSchemas: { since: '2023.10.4', source: 'issue 7477; recording 2023.10.7' },
  skipsObjects: { since: '2024.6', source: 'release notes 2024.6: SkipObject' },
  sharedEngine: {
    since: '2024.6',
    source: 'issue 11165: a 409 ends the whole task; messages of recording 2024.8.6',
  },
  patchesByConfig: {
    since: '2024.8.4',
    source: 'issue 12321, tags 2024.8.3 and 2024.8.4; recording 2024.8.6: PATCH without a path',
  },
  looksUpUsers: { since: '2025.4', source: 'pull request 13437; recording 2025.4.4' },
  plainGroupNames: { since: '2025.10', source: 'recordings 2025.4.4 and 2025.10.4: messages' },
  quotesLookUp: { since: '2025.10', source: 'recordings 2025.4.4 and 2025.10.4' },
  leavesUnchanged: { since: '2025.10', source: 'recordings 2025.4.4 and 2025.10.4' },
  patchesPathsForAws: { since: '2025.12', source: 'pull request 18230; recording 2026.2.2' },
  cachesConfig: { since: '2025.12', source: 'API schema 2025.12; recording 2026.2.2' },
  usersByApplication: { since: '2026.2', source: 'release notes 2026.2; recording 2026.2.2' },
  looksUpGroups: { since: '2026.2', source: 'commit fd209eeff; recording 2026.2.2' },
  quotesAnswers: { since: '2026.2', source: 'recordings 2025.10.4 and 2026.2.2: messages' },
  otherEmailCheck: { since: '2026.2', source: 'recordings 2025.10.4 and 2026.2.2: messages' },
  deletesOutOfScope: { since: '2026.2.2', source: 'commit 75ac350d4; recording 2026.2.2' },
  discovers: { since: '2026.8', source: 'API schema 2026.8, migration 0021' },
} satisfies Record<string, { since: string; source: string }>;

/** Whether a release's synchronisation has a feature. */
export function syncs(release: Release, feature: SyncFeature): boolean {
  return isSince(release, features[feature].since);
}
