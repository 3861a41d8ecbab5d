import { nameIdTrouble } from '../saml/name-id.js';
import type { AwsDirectory, AwsUser } from './aws-directory.js';
import type { HeldPerson } from './held-person.js';
import type { People } from './read-people.js';
import type { ReasonId } from './reasons.js';

/** What is known of provisioning by SCIM; it decides about some reasons. */
export interface Provisioning {
  readonly scim: boolean;
  /** Whether authentik's sync takes over users that were made by hand in AWS. */
  readonly takesOver: boolean;
}

/** Whether one person can sign in: about a user of authentik, one of AWS, or both as one person. */
export interface Verdict {
  readonly reason: ReasonId;
  /** Whether somebody should do something about it. */
  readonly problem: boolean;
  readonly authentik?: Pick<HeldPerson, 'pk' | 'username' | 'email'>;
  readonly aws?: Pick<AwsUser, 'userName' | 'enabled'>;
}

/** What is wrong with the e-mail address, as a clause that follows it; of some reasons only. */
export function detailOf({ reason, authentik }: Verdict): string | undefined {
  if (reason !== 'not-an-address' || !authentik) return undefined;
  return nameIdTrouble(authentik.email);
}

/** Whether whoever has this reason can sign in. */
export function isFine(reason: ReasonId): boolean {
  return FINE.has(reason);
}

/** Whoever is kept out on purpose, which is a problem only while AWS still has the user. */
const LEFT_OUT: ReadonlySet<ReasonId> = new Set([
  'outside-bindings',
  'deactivated',
  'service-account',
]);

const FINE: ReadonlySet<ReasonId> = new Set(['can-sign-in', 'taken-over']);

/**
 * Judges everyone, each once and by the first reason that holds. A user of AWS that an authentik
 * user stands for has no verdict of his own. First come those for whom AWS may have a user, so that
 * nobody who is kept out takes that user from them; then those who are kept out; at the end what is
 * left in AWS. It can be run again: nothing is used up.
 */
export function* verdicts(people: People, provisioning: Provisioning): Generator<Verdict> {
  const met = namedByThoseLetIn(people);
  yield* onThoseLetIn(people, met, provisioning);
  yield* onThoseKeptOut(people, met);
  yield* onWhoeverIsLeftInAws(people, met);
}

function* onThoseLetIn(
  { persons, aws }: People,
  met: Set<string>,
  provisioning: Provisioning,
): Generator<Verdict> {
  const shared = sharedEmails(persons, provisioning);
  for (const person of persons) {
    if (person.settled) continue;
    const { reason, user } = judge(person, aws, { shared, met, ...provisioning });
    if (user) met.add(user.userName);
    yield verdictOf(reason, person, user);
  }
}

function* onThoseKeptOut({ persons, aws }: People, met: Set<string>): Generator<Verdict> {
  for (const person of persons) {
    if (!person.settled) continue;
    const user = userLeftFor(person, aws, met);
    if (user) met.add(user.userName);
    yield verdictOf(person.settled, person, user);
  }
}

function* onWhoeverIsLeftInAws({ aws }: People, met: ReadonlySet<string>): Generator<Verdict> {
  for (const user of aws.all()) {
    if (met.has(user.userName)) continue;
    yield verdictOf(user.enabled ? 'aws-only' : 'disabled-in-aws', undefined, user);
  }
}

interface Circumstances extends Provisioning {
  readonly shared: ReadonlySet<string>;
  /** The names of the users of AWS that somebody else stands for already. */
  readonly met: ReadonlySet<string>;
}

function judge(
  person: HeldPerson,
  aws: AwsDirectory,
  circumstances: Circumstances,
): { readonly reason: ReasonId; readonly user?: AwsUser } {
  const { email, nameRefused } = person;
  const { shared, met, scim } = circumstances;
  const user = aws.named(email);
  if (shared.has(email)) return { reason: 'email-shared', ...(user && { user }) };
  if (user) return { reason: standing(user, circumstances), user };
  const alike = aws.spelledLike(email);
  if (alike && !met.has(alike.userName)) return { reason: 'other-case', user: alike };
  const other = aws.withEmail(email);
  if (other && !met.has(other.userName)) return { reason: 'other-user-name', user: other };
  return { reason: scim && nameRefused ? 'name-refused' : 'not-in-aws' };
}

function standing(user: AwsUser, { scim, takesOver }: Provisioning): ReasonId {
  if (!user.enabled) return 'disabled-in-aws';
  if (!scim || user.scimManaged) return 'can-sign-in';
  return takesOver ? 'taken-over' : 'take-over-refused';
}

function verdictOf(
  reason: ReasonId,
  authentik: HeldPerson | undefined,
  aws: AwsUser | undefined,
): Verdict {
  return {
    reason,
    problem: isProblem(reason, authentik !== undefined, aws?.enabled === true),
    ...(authentik && { authentik }),
    ...(aws && { aws }),
  };
}

function isProblem(reason: ReasonId, inAuthentik: boolean, enabledInAws: boolean): boolean {
  if (isFine(reason)) return false;
  if (LEFT_OUT.has(reason)) return enabledInAws;
  return reason !== 'disabled-in-aws' || inAuthentik;
}

function userLeftFor(
  { email }: HeldPerson,
  aws: AwsDirectory,
  met: ReadonlySet<string>,
): AwsUser | undefined {
  if (email === '') return undefined;
  const candidates = [aws.named(email), aws.spelledLike(email), aws.withEmail(email)];
  return candidates.find((user) => user !== undefined && !met.has(user.userName));
}

function namedByThoseLetIn({ persons, aws }: People): Set<string> {
  const met = new Set<string>();
  for (const { settled, email } of persons) {
    const user = settled ? undefined : aws.named(email);
    if (user) met.add(user.userName);
  }
  return met;
}

/** SCIM sends deactivated users as well, so there they are in one another's way. */
function sharedEmails(persons: Iterable<HeldPerson>, { scim }: Provisioning): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { settled, email } of persons) {
    const counts = !settled || (scim && settled === 'deactivated' && email !== '');
    if (!counts) continue;
    if (seen.has(email)) shared.add(email);
    seen.add(email);
  }
  return shared;
}
