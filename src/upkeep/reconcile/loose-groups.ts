import type { Group } from '../../authentik/index.js';
import { count, listed } from '../../basics/words.js';
import type { Differences } from './facts.js';
import { type GroupInAws, type GroupPairs, isManaged } from './group-pairs.js';
import type { MembersIn } from './members-in.js';

type LeftAlone = Differences['leftAlone'][number];

interface Circumstances {
  readonly groupPairs: GroupPairs;
  readonly members: MembersIn;
  readonly covered: ReadonlySet<Group>;
}

/** Names of members that a sentence shows. */
const SHOWN = 10;

/**
 * Names the groups that SCIM or a reconciliation made and that nothing keeps in step any more: their
 * members keep what is assigned to them.
 */
export function looseGroups(awsGroups: readonly GroupInAws[], around: Circumstances): LeftAlone[] {
  return awsGroups.flatMap((awsGroup) => {
    const owner = around.groupPairs.ownerOf(awsGroup);
    if (!isManaged(awsGroup) || (owner && around.covered.has(owner))) return [];
    return [sentenceOn(awsGroup, owner, around)];
  });
}

function sentenceOn(
  awsGroup: GroupInAws,
  owner: Group | undefined,
  { groupPairs, members }: Circumstances,
): LeftAlone {
  const claims = groupPairs.claimsOf(awsGroup).map(({ name }) => `"${name}"`);
  const what = `the group "${awsGroup.displayName}" in AWS`;
  const who = whoIsIn(awsGroup, members);
  if (owner) {
    return {
      text: `${what} is not covered by provisioning any more, ${who}`,
      next: 'If nobody should have access by it, delete it in AWS: IAM Identity Center → Groups.',
    };
  }
  if (claims.length === 0) {
    return {
      text: `${what} belongs to no group that authentik shows, ${who}`,
      next: 'If nobody should have access by it, delete it in AWS: IAM Identity Center → Groups.',
    };
  }
  const whose =
    claims.length > 1
      ? `says of several groups of authentik that it is theirs (${listed(claims)})`
      : `says that it is ${listed(claims)} of authentik, and so does another`;
  return {
    text: `${what} ${whose}, ${who}`,
    next: 'Delete in AWS the one that is not meant (IAM Identity Center → Groups), or take the sentence about authentik out of its description.',
  };
}

function whoIsIn(awsGroup: GroupInAws, members: MembersIn): string {
  const names = members(awsGroup).map(({ userName }) => userName);
  if (names.length === 0) return 'and has no members';
  const keep = names.length === 1 ? 'keeps' : 'keep';
  return `and ${count(names.length, 'member')} ${keep} what it gives: ${listed(names, SHOWN)}`;
}
