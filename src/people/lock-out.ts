import type { AuthentikPerson, AwsPerson } from './person.js';
import { readPeople } from './read-people.js';
import type { ReasonId } from './reasons.js';
import { type Tally, tallyOf } from './tally.js';
import { type Verdict, verdicts } from './verdicts.js';

/** A user of authentik; what a caller does not know counts as harmless. */
type Person = Pick<AuthentikPerson, 'username' | 'email' | 'active'> & Partial<AuthentikPerson>;

type UserInAws = Pick<AwsPerson, 'userName' | 'enabled'> & Partial<AwsPerson>;

/** Whom the switch of the identity source would keep from signing in. */
export interface LockOut {
  /** All users of the identity store that are not disabled. */
  readonly total: number;
  /** User names that nobody in authentik has as the e-mail address. */
  readonly without: readonly string[];
  /** User names of those whom the application does not let in. */
  readonly outside: readonly string[];
  /** User names of those who are deactivated in authentik. */
  readonly deactivated: readonly string[];
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
  persons: AsyncIterable<Person>,
): Promise<LockOut> {
  const people = await readPeople({
    aws: eachWith(awsUsers, { emails: [], scimManaged: false }),
    authentik: eachWith(persons, { pk: 0, name: '', kind: 'internal', inScope: true }),
  });
  const judged = () => verdicts(people, { scim: false, takesOver: false });
  return { ...comparedNames(judged()), tally: tallyOf(judged(), EXAMPLES) };
}

function comparedNames(judged: Iterable<Verdict>): Omit<LockOut, 'tally'> {
  const [without, outside, deactivated]: [string[], string[], string[]] = [[], [], []];
  const lists = new Map<ReasonId, string[]>([
    ['aws-only', without],
    ['outside-bindings', outside],
    ['deactivated', deactivated],
  ]);
  const byCase: LockOut['byCase'][number][] = [];
  let [total, notInAws] = [0, 0];
  for (const { reason, aws, authentik } of judged) {
    if (reason === 'not-in-aws') notInAws += 1;
    if (!aws?.enabled) continue;
    total += 1;
    lists.get(reason)?.push(aws.userName);
    if (reason === 'other-case' && authentik) {
      byCase.push({ userName: aws.userName, email: authentik.email });
    }
  }
  return { total, without, outside, deactivated, byCase, notInAws };
}

async function* eachWith<Item extends object, Rest extends object>(
  items: AsyncIterable<Item>,
  rest: Rest,
): AsyncGenerator<Rest & Item> {
  for await (const item of items) yield { ...rest, ...item };
}
