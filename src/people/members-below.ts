import type { MembersOf } from './scope.js';

/** What of a group of authentik decides who counts as its member. */
export interface GroupInTree {
  readonly pk: string;
  readonly parentPks: readonly string[];
  /** Undefined where the release does not tell. */
  readonly childPks?: readonly string[] | undefined;
  /** Keys of the direct members; undefined where they are not shown. */
  readonly memberPks?: readonly number[] | undefined;
}

/**
 * The groups below each of some groups, and those themselves. authentik counts members of groups
 * below as members where it weighs bindings (core/models.py, `Group.is_member`, later
 * `User.all_groups`), though nowhere in its lists.
 * @returns by the key of the group; the set may hold keys of groups that are not shown
 */
export function groupsBelow(
  groups: readonly GroupInTree[],
  pks: readonly string[],
): Map<string, Set<string>> {
  const childrenOf = new Map<string, Set<string>>();
  const join = (parent: string, child: string) => {
    const children = childrenOf.get(parent) ?? new Set();
    childrenOf.set(parent, children.add(child));
  };
  for (const { pk, parentPks, childPks = [] } of groups) {
    for (const parent of parentPks) join(parent, pk);
    for (const child of childPks) join(pk, child);
  }
  return new Map(pks.map((pk) => [pk, reachedFrom(pk, childrenOf)]));
}

function reachedFrom(
  start: string,
  childrenOf: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const reached = new Set([start]);
  // A set hands out what is added while it is walked.
  for (const pk of reached) for (const child of childrenOf.get(pk) ?? []) reached.add(child);
  return reached;
}

/** The members of some groups, with those of the groups below; what is not shown is left out. */
export function membersBelow(groups: readonly GroupInTree[], pks: readonly string[]): MembersOf {
  const memberPksOf = new Map(groups.map(({ pk, memberPks }) => [pk, memberPks]));
  const membersOf = new Map<string, ReadonlySet<number>>();
  for (const [pk, below] of groupsBelow(groups, pks)) {
    const lists = [...below].map((each) => memberPksOf.get(each));
    if (lists.includes(undefined)) continue;
    membersOf.set(pk, new Set(lists.flatMap((list) => list ?? [])));
  }
  return membersOf;
}
