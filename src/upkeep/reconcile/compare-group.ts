import type { Group } from '../../authentik/index.js';
import { MEMBERS_PER_REQUEST } from '../../procedure/sync-arrival.js';
import type { Differences } from './facts.js';
import type { GroupInAws, GroupPairs } from './group-pairs.js';
import { groupLeft, strangersIn } from './group-sentences.js';
import type { MemberInAws, MembersIn } from './members-in.js';

/** What one group adds to the differences. */
export type GroupDifferences = Pick<Differences, 'removals' | 'groups' | 'additions' | 'leftAlone'>;

/** What is known beside the group. */
export interface GroupCircumstances {
  /** All groups that authentik shows. */
  readonly groups: readonly Group[];
  readonly groupPairs: GroupPairs;
  readonly members: MembersIn;
  /** Users of authentik who are in AWS, or are about to be, by their keys. */
  readonly arrived: ReadonlyMap<number, string>;
  /** Addresses of several users that were named already, in small letters. */
  readonly sharedAddresses: ReadonlySet<string>;
}

const nothing: GroupDifferences = { removals: [], groups: [], additions: [], leftAlone: [] };

/** Compares one group that provisioning covers; without a list of members nothing is concluded. */
export function compareGroup(group: Group, around: GroupCircumstances): GroupDifferences {
  const { memberPks } = group;
  if (!memberPks) return nothing;
  const ours = around.groupPairs.awsGroupOf(group);
  if (!ours) return missingGroup(group, memberPks, around);
  const members = around.members(ours);
  return {
    ...nothing,
    removals: members.filter((member) => isTooMuch(member, memberPks)).map(endingIn(ours)),
    additions: lacking(ours, members, wantedOf(memberPks, around)),
    leftAlone: strangersIn(group, members, around.sharedAddresses),
  };
}

/** The names of the members who can be in AWS, by their keys. */
function wantedOf(
  memberPks: readonly number[],
  { arrived }: GroupCircumstances,
): Map<number, string> {
  return new Map(
    memberPks.flatMap((pk) => {
      const userName = arrived.get(pk);
      return userName === undefined ? [] : [[pk, userName] as const];
    }),
  );
}

/**
 * A group of more than 100 members is one that no release can make: authentik sends all members in
 * one request, which AWS refuses (seen on 2025.4.4, 2025.10.4 and 2026.2.2). Any other is left to
 * the sync, for until 2026.2 it stumbles over a group that is there already.
 */
function missingGroup(
  group: Group,
  memberPks: readonly number[],
  around: GroupCircumstances,
): GroupDifferences {
  const leftAlone = groupLeft(group, around);
  if (leftAlone) return { ...nothing, leftAlone };
  const userNames = [...wantedOf(memberPks, around).values()];
  if (userNames.length <= MEMBERS_PER_REQUEST) {
    const text = `the group "${group.name}" is not in AWS; a sync of authentik brings it`;
    const next = 'Save the SCIM provider in authentik: that starts one.';
    return { ...nothing, leftAlone: [{ text, next }] };
  }
  return {
    ...nothing,
    groups: [{ name: group.name, uuid: group.pk }],
    additions: userNames.map((userName) => ({ group: group.name, userName })),
  };
}

/** Whose membership has to end: one of authentik's users who is not in the group there. */
function isTooMuch({ owner, wasBrought }: MemberInAws, memberPks: readonly number[]): boolean {
  if (owner.kind === 'unclear') return false;
  if (owner.kind === 'one') return !memberPks.includes(owner.user.pk);
  return wasBrought && !owner.namesakes.some(({ pk }) => memberPks.includes(pk));
}

/** Named as AWS has the group: authentik may have renamed it since. */
function endingIn({ displayName }: GroupInAws) {
  return ({ membershipId, userName, owner }: MemberInAws): Differences['removals'][number] => {
    const why = owner.kind === 'one' ? 'is no member in authentik' : 'is gone from authentik';
    return { group: displayName, userName, membershipId, why };
  };
}

function lacking(
  { displayName }: GroupInAws,
  members: readonly MemberInAws[],
  wanted: ReadonlyMap<number, string>,
): Differences['additions'] {
  const there = new Set(members.map(({ owner }) => (owner.kind === 'one' ? owner.user.pk : -1)));
  const late = [...wanted].filter(([pk]) => !there.has(pk));
  return late.map(([, userName]) => ({ group: displayName, userName }));
}
