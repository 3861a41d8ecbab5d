import type { User } from '../../authentik/index.js';
import type { IdentityCenterUser } from '../../aws/users.js';
import { nameIdTrouble } from '../../saml/name-id.js';
import type { Differences } from './facts.js';
import type { Pairs } from './pairs.js';
import { bornBySeveral, heldByAnother, leftToSync } from './user-sentences.js';

type LeftAlone = Differences['leftAlone'][number];

/** What is to be done about one user. */
export type Judgement =
  | { readonly kind: 'there' | 'create' }
  | { readonly kind: 'rename'; readonly awsUser: IdentityCenterUser }
  /** Told of all such users at once. */
  | { readonly kind: 'unusable' | 'shared' | 'undecided' }
  | { readonly kind: 'left'; readonly left: LeftAlone };

interface Circumstances {
  readonly pairs: Pairs;
  readonly linksByName: boolean;
  /** Whether he is covered for certain, not only as far as is known. */
  readonly isCertain: boolean;
}

/** Judges an active user who is covered, or may be. */
export function judgeUser(user: User, around: Circumstances): Judgement {
  const { pairs, isCertain } = around;
  const bearers = pairs.bearersOf(user);
  const [own] = bearers;
  if (!own && !isCertain) return { kind: 'undecided' };
  if (nameIdTrouble(user.email) !== undefined) return { kind: 'unusable' };
  if (own) return judgeOwned(user, own, pairs);
  return isShared(user, pairs) ? { kind: 'shared' } : judgeOthers(user, around);
}

/** One whom SCIM brought: his external ID says which user of AWS is his. */
function judgeOwned(user: User, own: IdentityCenterUser, pairs: Pairs): Judgement {
  const { email } = user;
  const owner = pairs.ownerOf(own);
  if (owner.kind !== 'one') {
    return { kind: 'left', left: bornBySeveral(email, pairs.bearersOf(user), owner) };
  }
  if (own.userName === email) return { kind: 'there' };
  const taken = pairs.spelledLike(email).find(({ userId }) => userId !== own.userId);
  if (taken) return { kind: 'left', left: heldByAnother(user, taken, pairs.ownerOf(taken)) };
  // Under the new name the other one could sign in with what is assigned to this one.
  return isShared(user, pairs) ? { kind: 'shared' } : { kind: 'rename', awsUser: own };
}

/**
 * One without an external ID in AWS. A user made by hand is taken for his only where the names
 * differ in nothing but case and nobody else has such an address: another name with the same e-mail
 * address may be another person's, and a rename would hand over what is assigned to him.
 */
function judgeOthers(user: User, { pairs, linksByName }: Circumstances): Judgement {
  const { email } = user;
  const named = pairs.named(email);
  const owner = named && pairs.ownerOf(named);
  if (owner?.kind === 'one' && owner.user.pk === user.pk) return { kind: 'there' };
  const [alike, ...more] = pairs.spelledLike(email);
  const isFree = alike && !alike.scimManaged && pairs.ownerOf(alike).kind === 'nobody';
  if (isFree && more.length === 0 && pairs.withAddress(email).length === 1) {
    return { kind: 'rename', awsUser: alike };
  }
  const holder = named ?? alike ?? pairs.withEmail(email);
  if (holder) return { kind: 'left', left: heldByAnother(user, holder, pairs.ownerOf(holder)) };
  return linksByName ? { kind: 'create' } : { kind: 'left', left: leftToSync(email) };
}

function isShared(user: User, pairs: Pairs): boolean {
  return pairs.withAddress(user.email).some(({ pk, active }) => active && pk !== user.pk);
}
