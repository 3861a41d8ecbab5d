import { listed } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { type Context, nothingToApply } from '../../procedure/context.js';
import { compareDirectories } from './compare.js';
import { type Directories, readDirectories } from './directories.js';
import type { Coverage, Differences } from './facts.js';
import { step } from './reconcile-step.js';

interface Seen {
  readonly differences: Differences;
  readonly notes: readonly Note[];
}

/** Holds the identity store against what provisioning should have brought about there. */
export const comparison = step({
  id: 'comparison',
  title: 'Compare both directories',
  guide: [],
  place: 'AWS',
  outlook: 'users, groups and memberships of authentik, held against those in AWS',
  needs: ['coverage'],
  gives: ['differences'],
  look,
  plan(_have, { differences, notes }) {
    return { changes: [], known: { differences }, standing: 'seen', notes };
  },
  apply: nothingToApply,
});

async function look(context: Context, have: { readonly coverage: Coverage }): Promise<Seen> {
  const { authentik } = context;
  const { coverage } = have;
  const [directories, sync] = await Promise.all([
    readDirectories(context, coverage),
    authentik.provisioning.status(coverage.scimProvider),
  ]);
  // 2025.10.4 and 2026.2.2 linked a user made by hand; 2025.4.4 did not (recordings).
  const differences = compareDirectories(directories, authentik.release.atLeast(2025, 10));
  const underWay = sync.state === 'queued' || sync.state === 'running';
  return {
    differences,
    notes: [
      ...hiddenMembers(directories),
      ...withoutUid(directories),
      ...(underWay ? [syncUnderWay] : []),
      ...differences.leftAlone.map(({ text, next }): Note => {
        return { level: 'info', text, ...(next !== undefined && { next }) };
      }),
    ],
  };
}

/**
 * A token with rights on some users only sees short lists, in which members seem to be gone: taking
 * their access away would be wrong.
 */
function hiddenMembers({ users, groups, coversGroup }: Directories): Note[] {
  const visible = new Set(users.map(({ pk }) => pk));
  const partial = groups.filter(
    (group) =>
      coversGroup(group) &&
      (group.memberPks === undefined || group.memberPks.some((pk) => !visible.has(pk))),
  );
  if (partial.length === 0) return [];
  return [
    {
      level: 'blocking',
      text: `authentik does not show this token all members of ${listed(partial.map(({ name }) => `"${name}"`))}`,
      next: 'Give the token the right to see all users and groups: authentik_core.view_user and authentik_core.view_group.',
    },
  ];
}

/** Without it, whoever has another name in AWS by now would seem to be gone from authentik. */
function withoutUid({ users }: Directories): Note[] {
  const nameless = users.filter(({ uid }) => !uid);
  if (nameless.length === 0) return [];
  return [
    {
      level: 'blocking',
      text: `authentik does not tell the uid of ${listed(nameless.map(({ username }) => username))}, by which users are recognised in AWS`,
      next: 'Look whether something between here and authentik changes its answers.',
    },
  ];
}

const syncUnderWay: Note = {
  level: 'warning',
  text: 'a sync of authentik is under way: some of this may arrive by itself',
};
