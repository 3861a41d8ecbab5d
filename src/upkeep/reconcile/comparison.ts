import { listed } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { type Context, nothingToApply } from '../../procedure/context.js';
import { compareDirectories } from './compare.js';
import { type Directories, readDirectories } from './directories.js';
import type { Coverage, Differences } from './facts.js';
import { groupsMadeHere } from './memory.js';
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
  const { authentik, memory } = context;
  const { coverage } = have;
  const [directories, sync] = await Promise.all([
    readDirectories(context, coverage, groupsMadeHere(memory)),
    authentik.provisioning.status(coverage.scimProvider),
  ]);
  // 2025.10.4 and 2026.2.2 linked a user made by hand; 2025.4.4 did not (recordings).
  const differences = compareDirectories(directories, authentik.release.atLeast(2025, 10));
  const hidden = hiddenMembers(directories);
  const underWay = sync.state === 'queued' || sync.state === 'running';
  return {
    differences,
    notes: [
      ...(hidden ? [hidden] : []),
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
function hiddenMembers({ users, groups }: Directories): Note | undefined {
  const visible = new Set(users.map(({ pk }) => pk));
  const partial = groups.filter(
    ({ memberPks }) => memberPks === undefined || memberPks.some((pk) => !visible.has(pk)),
  );
  if (partial.length === 0) return undefined;
  return {
    level: 'blocking',
    text: `authentik does not show this token all members of ${listed(partial.map(({ name }) => `"${name}"`))}`,
    next: 'Give the token the right to see all users and groups: authentik_core.view_user and authentik_core.view_group.',
  };
}

const syncUnderWay: Note = {
  level: 'warning',
  text: 'a sync of authentik is under way: some of this may arrive by itself',
};
