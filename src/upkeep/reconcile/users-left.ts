import type { User } from '../../authentik/index.js';
import { grouped } from '../../basics/grouped.js';
import { count, listed } from '../../basics/words.js';
import type { Differences } from './facts.js';
import type { Pairs } from './pairs.js';

type LeftAlone = Differences['leftAlone'][number];

/** Names of one kind that a sentence shows. */
const SHOWN = 10;

/** Users who are left alone, by why. */
export interface Reasons {
  readonly unusable: User[];
  readonly shared: User[];
  readonly undecided: User[];
  /** Each with a sentence of his own. */
  readonly others: LeftAlone[];
}

/** Names whoever is left alone, once. */
export function usersLeft(
  { unusable, shared, undecided, others }: Reasons,
  { pairs, policies }: { readonly pairs: Pairs; readonly policies: readonly string[] },
): LeftAlone[] {
  const addresses = grouped(shared, ({ email }) => email.toLowerCase());
  return [
    ...(undecided.length === 0 ? [] : [leftToAuthentik(undecided, policies)]),
    ...(unusable.length === 0 ? [] : [withoutName(unusable)]),
    ...[...addresses.keys()].map((address) => sharing(address, pairs)),
    ...others,
  ];
}

/** Users of one address, of whom AWS could only know one. */
function sharing(address: string, pairs: Pairs): LeftAlone {
  const active = pairs.withAddress(address).filter((user) => user.active);
  const names = listed(
    active.map(({ username }) => username),
    SHOWN,
  );
  return {
    text: `${names} have the same e-mail address, case left aside: ${address}; AWS cannot tell them apart`,
    next: 'Give each an address of his own: authentik admin interface → Directory → Users → Edit.',
  };
}

function withoutName(users: readonly User[]): LeftAlone {
  const names = listed(
    users.map(({ username }) => username),
    SHOWN,
  );
  return {
    text: `${count(users.length, 'user')} cannot be in AWS, which does not take the e-mail address as user name: ${names}`,
    next: 'What is wrong with each: authentik-aws users',
  };
}

function leftToAuthentik(users: readonly User[], policies: readonly string[]): LeftAlone {
  const names = policies.map((name) => `"${name}"`);
  const why =
    names.length > 0
      ? `the ${names.length === 1 ? 'policy' : 'policies'} ${listed(names, SHOWN)} of the application ${names.length === 1 ? 'lets' : 'let'} them in`
      : 'the application lets them in, since this token does not see all members of the groups bound to it';
  return {
    text: `only authentik knows whether ${why}: ${count(users.length, 'user')} whom SCIM did not bring to AWS yet`,
    next: 'Save the SCIM provider in authentik: that starts a sync, which brings whoever is let in.',
  };
}
