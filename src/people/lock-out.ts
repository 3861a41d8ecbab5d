import type { AuthentikPerson, AwsPerson } from './person.js';
import { readPeople } from './read-people.js';
import { type Tally, tallyOf } from './tally.js';
import { type Verdict, verdicts } from './verdicts.js';

/** A user whom the application lets in; what a caller does not know counts as harmless. */
type PersonLetIn = Pick<AuthentikPerson, 'username' | 'email' | 'active'> &
  Partial<AuthentikPerson>;

type UserInAws = Pick<AwsPerson, 'userName' | 'enabled'> & Partial<AwsPerson>;

/** Whom the switch of the identity source would keep from signing in. */
export interface LockOut {
  /** All users of the identity store that are not disabled. */
  readonly total: number;
  /** User names that nobody among the persons has as the e-mail address. */
  readonly without: readonly string[];
  /** User names that differ from an e-mail address by case alone: AWS compares exactly. */
  readonly byCase: readonly { readonly userName: string; readonly email: string }[];
  /** How many people AWS would not know. */
  readonly notInAws: number;
  /** All of it counted by reason, with a few names each. */
  readonly tally: Tally;
}

/** Examples that are kept of each reason. */
const EXAMPLES = 5;

/** What the switch of the identity source would do to people, provisioning left aside. */
export async function whoIsLockedOut(
  awsUsers: AsyncIterable<UserInAws>,
  personsLetIn: AsyncIterable<PersonLetIn>,
): Promise<LockOut> {
  const people = await readPeople({
    aws: eachWith(awsUsers, { emails: [], scimManaged: false }),
    authentik: eachWith(personsLetIn, { pk: 0, name: '', kind: 'internal', inScope: true }),
  });
  const judged = () => verdicts(people, { scim: false, takesOver: false });
  return { ...comparedNames(judged()), tally: tallyOf(judged(), EXAMPLES) };
}

function comparedNames(judged: Iterable<Verdict>): Omit<LockOut, 'tally'> {
  const without: string[] = [];
  const byCase: LockOut['byCase'][number][] = [];
  let [total, notInAws] = [0, 0];
  for (const { reason, aws, authentik } of judged) {
    if (aws?.enabled) total += 1;
    if (reason === 'not-in-aws') notInAws += 1;
    if (reason === 'aws-only' && aws) without.push(aws.userName);
    if (reason === 'other-case' && aws?.enabled && authentik) {
      byCase.push({ userName: aws.userName, email: authentik.email });
    }
  }
  return { total, without, byCase, notInAws };
}

async function* eachWith<Item extends object, Rest extends object>(
  items: AsyncIterable<Item>,
  rest: Rest,
): AsyncGenerator<Rest & Item> {
  for await (const item of items) yield { ...rest, ...item };
}
