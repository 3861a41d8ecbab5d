import type { User } from '../../authentik/index.js';
import type { Differences } from './facts.js';
import { type Judgement, judgeUser } from './judge-user.js';
import { newUserOf } from './new-user.js';
import type { Pairs } from './pairs.js';
import { type Reasons, usersLeft } from './users-left.js';

/** What the users alone add to the differences. */
export interface UserDifferences {
  readonly renames: Differences['renames'];
  readonly users: Differences['users'];
  /** Keys of the users who are in AWS or are about to be, each with his user name there. */
  readonly arrived: ReadonlyMap<number, string>;
  /** Whose the users of AWS are that are about to get another name, by their IDs. */
  readonly renamed: ReadonlyMap<string, User>;
  /** Addresses of several users that `leftAlone` names, in small letters. */
  readonly sharedAddresses: ReadonlySet<string>;
  readonly leftAlone: Differences['leftAlone'];
}

/** What decides about users beside the users themselves. */
export interface UserCircumstances {
  readonly pairs: Pairs;
  /** Whether provisioning covers a user; undefined where only authentik knows. */
  covers(user: User): boolean | undefined;
  /** Whether a sync of this release links users that it finds by their name. */
  readonly linksByName: boolean;
  /** Names of the policies that decide who is covered. */
  readonly policies: readonly string[];
}

/** Compares the users that provisioning covers. */
export function compareUsers(users: readonly User[], around: UserCircumstances): UserDifferences {
  const judged = users.flatMap((user) => {
    const covered = user.active && around.covers(user);
    if (covered === false) return [];
    return [{ user, judgement: judgeUser(user, { ...around, isCertain: covered === true }) }];
  });
  const renames: Differences['renames'] = [];
  const renamed = new Map<string, User>();
  const arrived = new Map<number, string>();
  for (const { user, judgement } of judged) {
    if (isArrived(judgement)) arrived.set(user.pk, user.email);
    if (judgement.kind !== 'rename') continue;
    const { userId, userName: from } = judgement.awsUser;
    renames.push({ userId, from, to: user.email });
    renamed.set(userId, user);
  }
  const those = (kind: Judgement['kind']) =>
    judged.flatMap(({ user, judgement }) => (judgement.kind === kind ? [user] : []));
  const shared = those('shared');
  const reasons: Reasons = {
    unusable: those('unusable'),
    undecided: those('undecided'),
    shared,
    others: judged.flatMap(({ judgement }) => (judgement.kind === 'left' ? [judgement.left] : [])),
  };
  return {
    ...{ renames, arrived, renamed },
    users: those('create').map(newUserOf),
    sharedAddresses: new Set(shared.map(({ email }) => email.toLowerCase())),
    leftAlone: usersLeft(reasons, around),
  };
}

function isArrived({ kind }: Judgement): boolean {
  return kind === 'there' || kind === 'create' || kind === 'rename';
}
