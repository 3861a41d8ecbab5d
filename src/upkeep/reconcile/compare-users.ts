import type { User } from '../../authentik/index.js';
import type { IdentityCenterUser } from '../../aws/users.js';
import { nameIdTrouble } from '../../saml/name-id.js';
import type { Differences } from './facts.js';
import { newUserOf } from './new-user.js';
import type { Pairs } from './pairs.js';

type LeftAlone = Differences['leftAlone'][number];

/** What the users alone add to the differences. */
export interface UserDifferences {
  readonly renames: Differences['renames'];
  readonly users: Differences['users'];
  /** Keys of the users who are in AWS or are about to be, each with his user name there. */
  readonly arrived: ReadonlyMap<number, string>;
  readonly leftAlone: readonly LeftAlone[];
}

/** What is to be done about one user. */
type Judgement =
  | { readonly kind: 'there' | 'create' }
  | { readonly kind: 'rename'; readonly user: IdentityCenterUser }
  | { readonly kind: 'left'; readonly left: LeftAlone };

/**
 * Compares the covered users. A user made by hand is taken for one of authentik's only where the
 * names differ in nothing but case: another name with the same e-mail address may be another
 * person's, and a rename would hand over what is assigned to him.
 */
export function compareUsers(
  covered: readonly User[],
  pairs: Pairs,
  linksByName: boolean,
): UserDifferences {
  const renames: Differences['renames'] = [];
  const users: Differences['users'] = [];
  const arrived = new Map<number, string>();
  const leftAlone: LeftAlone[] = [];
  const met = new Set<string>();
  for (const user of covered) {
    // Whoever shares an address cannot be told apart in AWS; `users` names them.
    if (nameIdTrouble(user.email) !== undefined || met.has(user.email)) continue;
    met.add(user.email);
    const judged = judge(user, pairs, linksByName);
    if (judged.kind === 'left') {
      leftAlone.push(judged.left);
      continue;
    }
    arrived.set(user.pk, user.email);
    if (judged.kind === 'create') users.push(newUserOf(user));
    if (judged.kind === 'rename') {
      const { userId, userName: from } = judged.user;
      renames.push({ userId, from, to: user.email });
    }
  }
  return { renames, users, arrived, leftAlone };
}

function judge(user: User, pairs: Pairs, linksByName: boolean): Judgement {
  const { email } = user;
  const paired = pairs.awsUserOf(user);
  if (paired?.userName === email) return { kind: 'there' };
  const taken = paired && pairs.named(email);
  if (taken) return { kind: 'left', left: heldByAnother(email, taken) };
  if (paired) return { kind: 'rename', user: paired };
  const alike = pairs.spelledLike(email);
  const [only] = alike;
  if (only && alike.length === 1 && !only.scimManaged) return { kind: 'rename', user: only };
  const holder = only ?? pairs.withEmail(email);
  if (holder) return { kind: 'left', left: heldByAnother(email, holder) };
  return linksByName ? { kind: 'create' } : { kind: 'left', left: leftToSync(email) };
}

function heldByAnother(email: string, { userName }: IdentityCenterUser): LeftAlone {
  return {
    text: `${email} is not in AWS, where "${userName}" has this address`,
    next: 'If that is the same person, give the user this Username in AWS; else correct the address.',
  };
}

/** A user made by hand would stop the sync of such a release (409, seen on 2023.10.7 to 2025.4.4). */
function leftToSync(email: string): LeftAlone {
  return {
    text: `${email} is not in AWS; a sync of this release makes the user anew, but in no group`,
    next: 'Save the SCIM provider in authentik: that starts one. Then run this command again.',
  };
}
