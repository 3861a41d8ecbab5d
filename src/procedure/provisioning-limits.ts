import type { Release } from '../authentik/index.js';
import { listed } from '../basics/words.js';
import type { Note } from '../engine/change.js';
import type { Arrival } from './sync-arrival.js';

type Directory = Pick<Arrival, 'unusable' | 'byHand' | 'large'>;

/** Whether the sync takes over users made by hand in AWS: on 2025.10.4 and not on 2025.4.4 (recorded). */
export function takesOver(release: Release): boolean {
  return release.atLeast(2025, 10);
}

/**
 * What this release of authentik cannot bring about in AWS, as far as it touches this directory.
 * Seen on 2023.10.7, 2024.8.6, 2025.4.4, 2025.10.4 and 2026.2.2 (recordings of their sync); the
 * changes between them are from release notes and pull requests of authentik (#12321, #18230,
 * #13437), so a release in between counts as the earlier one unless those say otherwise.
 */
export function provisioningLimits(release: Release, directory: Directory): Note[] {
  return [
    ...noGroups(release),
    ...groupChanges(release),
    ...largeGroups(directory),
    ...madeByHand(release, directory),
    ...unusableUsers(release, directory),
  ];
}

/** They go out without the schema that AWS asks for (issue 7477 of authentik, mended in 2023.10.4). */
function noGroups(release: Release): Note[] {
  if (release.atLeast(2023, 10, 4)) return [];
  return [
    {
      level: 'warning',
      text: `authentik ${release.text} sends groups in a way that AWS refuses: users arrive in AWS, and no group does`,
      next: 'Upgrade authentik to 2023.10.4 or later.',
    },
  ];
}

/** Updates go out as PUT and as PATCH without a path, and AWS takes neither. */
function groupChanges(release: Release): Note[] {
  // 2024.8.6 still sent members one by one, as the recording shows; 2025.4.4 no longer did.
  if (!release.atLeast(2025, 4) || release.atLeast(2025, 12)) return [];
  return [
    {
      level: 'warning',
      text: `authentik ${release.text} creates groups in AWS and then never changes them: who leaves a group in authentik stays a member in AWS`,
      next: 'Upgrade authentik to 2025.12 or later.',
    },
  ];
}

function largeGroups({ large }: Directory): Note[] {
  if (large.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `${listed(large)}: more than 100 members, which AWS takes in no single request, and authentik sends them in one: such a group is never created`,
      next: 'Let reconcile make it afterwards, or split it into groups of at most 100 members.',
    },
  ];
}

function madeByHand(release: Release, { byHand }: Directory): Note[] {
  if (byHand.length === 0) return [];
  if (takesOver(release)) {
    const text = `${listed(byHand)}: made by hand in AWS, and taken over by the sync`;
    return [{ level: 'info', text }];
  }
  return [
    {
      level: 'warning',
      text: `${listed(byHand)}: made by hand in AWS, where authentik ${release.text} cannot take over${release.atLeast(2025, 4) ? '' : ', and no group arrives either'}`,
      next: 'Delete them in AWS before the sync (their assignments are lost), or upgrade authentik to 2025.10 or later.',
    },
  ];
}

function unusableUsers(release: Release, { unusable }: Directory): Note[] {
  const names = unusable.map(({ user }) => user.username);
  if (names.length === 0) return [];
  if (release.atLeast(2024, 6)) {
    const text = `${listed(names)}: left out, without an e-mail address that AWS takes as a user name`;
    return [{ level: 'info', text }];
  }
  return [
    {
      level: 'blocking',
      text: `${listed(names)}: without an e-mail address that AWS takes as a user name, and authentik ${release.text} stops the sync at the first such user`,
      next: 'Give them an e-mail address, leave them out with --group NAME, or upgrade authentik to 2024.6 or later.',
    },
  ];
}
