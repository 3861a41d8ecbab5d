import type { Group } from '../../authentik/index.js';
import { listed } from '../../basics/words.js';
import type { GroupCircumstances } from './compare-group.js';
import type { Differences } from './facts.js';
import { isManaged } from './group-pairs.js';
import type { MemberInAws } from './members-in.js';

type LeftAlone = Differences['leftAlone'];

/** Why a group that is not in AWS is not made there, whatever its size; undefined: it could be. */
export function groupLeft(
  group: Group,
  { groups, groupPairs }: Pick<GroupCircumstances, 'groups' | 'groupPairs'>,
): LeftAlone | undefined {
  const { name } = group;
  // Those are named themselves, with their members.
  if (groupPairs.pretendersTo(group).length > 0) return [];
  const held = groupPairs.named(name);
  const owner = held && groupPairs.ownerOf(held);
  if (owner) {
    const text = `the group "${name}" is not in AWS, where the group of this name is that of another group of authentik${owner.name === name ? '' : `, now called "${owner.name}"`}`;
    const next =
      owner.name === name
        ? 'Give one of the two another name in authentik.'
        : `Give it the name "${owner.name}" in AWS (UpdateGroup of the Identity Store API, where no sync does), or choose another name in authentik.`;
    return [{ text, next }];
  }
  const isDouble = groups.some((each) => each !== group && each.name === name);
  if (isDouble) {
    const text = `authentik has several groups called "${name}", of which AWS can have one alone`;
    const isFirst = groups.find((each) => each.name === name) === group;
    return isFirst ? [{ text, next: 'Give each a name of its own in authentik.' }] : [];
  }
  if (!held) return undefined;
  if (isManaged(held)) return [];
  const text = `the group "${name}" in AWS was made by hand, so it is not authentik's`;
  const next = `If authentik's "${name}" is to be there, give that one another name in AWS: its assignments stay with it.`;
  return [{ text, next }];
}

/** Members of a group whom authentik cannot judge. */
export function strangersIn(
  { name }: Group,
  members: readonly MemberInAws[],
  sharedAddresses: ReadonlySet<string>,
): LeftAlone {
  const strangers = members.filter(
    ({ owner, wasBrought }) => owner.kind === 'nobody' && !wasBrought,
  );
  const unclear = members.filter(
    ({ owner, userName }) =>
      owner.kind === 'unclear' && !sharedAddresses.has(userName.toLowerCase()),
  );
  const next = 'If they should not be there, remove them in AWS: IAM Identity Center → Groups.';
  const of = (those: readonly MemberInAws[], text: string): LeftAlone => {
    if (those.length === 0) return [];
    const names = listed(those.map(({ userName }) => userName));
    return [{ text: `${names}: in the group "${name}" in AWS, and ${text}`, next }];
  };
  const isKnown = ({ owner }: MemberInAws) => owner.kind === 'nobody' && owner.namesakes.length > 0;
  return [
    ...of(
      strangers.filter((member) => !isKnown(member)),
      'no user of authentik',
    ),
    ...of(strangers.filter(isKnown), 'no active user of authentik with exactly this address'),
    ...of(unclear, 'several users of authentik could be meant'),
  ];
}
