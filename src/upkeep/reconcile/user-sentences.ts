import type { User } from '../../authentik/index.js';
import type { IdentityCenterUser } from '../../aws/users.js';
import { listed } from '../../basics/words.js';
import type { Differences } from './facts.js';
import type { Owner } from './pairs.js';

type LeftAlone = Differences['leftAlone'][number];

/** The name that he would need is another one's in AWS. */
export function heldByAnother(
  { pk, email }: User,
  { userName }: IdentityCenterUser,
  owner: Owner,
): LeftAlone {
  const text = `${email} is not in AWS, where "${userName}" has this address`;
  const others = usersOf(owner).filter((user) => user.pk !== pk);
  if (others.length === 0) {
    const next =
      'If that is the same person, give the user this Username in AWS; else correct the address.';
    return { text, next };
  }
  return {
    text: `${text} and may be that of ${listed(others.map(({ username }) => username))} in authentik`,
    next: 'Correct one of the addresses in authentik, or give that user of AWS another Username: whoever signs in under it has what is assigned there.',
  };
}

function usersOf(owner: Owner): readonly User[] {
  if (owner.kind === 'one') return [owner.user];
  return owner.kind === 'unclear' ? owner.users : owner.namesakes;
}

/** The external IDs do not say clearly whose a user of AWS is. */
export function bornBySeveral(
  email: string,
  bearers: readonly IdentityCenterUser[],
  owner: Owner,
): LeftAlone {
  const names = bearers.map(({ userName }) => `"${userName}"`).join(', ');
  const others = owner.kind === 'unclear' ? owner.users.map(({ username }) => username) : [];
  return {
    text:
      bearers.length > 1
        ? `${email}: several users of AWS bear his external ID: ${names}`
        : `${email}: ${names} in AWS bears the external IDs of several users: ${listed(others, 10)}`,
    next: 'Delete in AWS what is not his: IAM Identity Center → Users. The next sync brings who is missing then.',
  };
}

/** A user made by hand would stop the sync of such a release (409, seen on 2023.10.7 to 2025.4.4). */
export function leftToSync(email: string): LeftAlone {
  return {
    text: `${email} is not in AWS; a sync of this release makes the user anew, but in no group if he was there before`,
    next: 'Save the SCIM provider in authentik: that starts one. Then run this command again.',
  };
}
