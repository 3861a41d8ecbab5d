import type { Row, Stage } from '../commands/stage.js';

/** People and groups on both sides of a stage. */
export interface Directory {
  /** Names the groups that may open the application "aws", instead of those before. */
  letIn(groups: readonly string[]): Promise<void>;
  /** Adds a user to authentik; without an address it is `username@example.com`. */
  addUser(username: string, fields?: Row, groups?: readonly string[]): Promise<number>;
  userPk(username: string): Promise<number>;
  groupPk(name: string): Promise<string>;
  /** Adds a user to the identity store, as somebody does at the console. */
  addByHand(userName: string): void;
  /** The identity store: user names, and the members of each group by its name. */
  atAws(): { users: string[]; groups: Record<string, string[]> };
  /** The issuers of the external IDs of a user of the identity store. */
  issuersOf(userName: string): string[];
}

/** Reads and changes who is in both directories, by their own APIs. */
export function directoryOf(stage: Pick<Stage, 'call' | 'list' | 'instance'>): Directory {
  const { call, list, instance } = stage;
  const keyOf = async (path: string, name: string) => {
    const [found] = await list(`${path}${encodeURIComponent(name)}`);
    if (!found) throw new Error(`authentik has nothing at ${path}${name}`);
    return found.pk;
  };
  const groupPk = async (name: string) => String(await keyOf('/core/groups/?name=', name));
  return {
    groupPk,
    userPk: async (username) => Number(await keyOf('/core/users/?username=', username)),
    async letIn(groups) {
      const target = await keyOf('/core/applications/?superuser_full_list=true&slug=', 'aws');
      for (const { pk } of await list('/policies/bindings/')) {
        await call('DELETE', `/policies/bindings/${pk}/`);
      }
      for (const [order, name] of groups.entries()) {
        await call('POST', '/policies/bindings/', { target, group: await groupPk(name), order });
      }
    },
    async addUser(username, fields = {}, names = []) {
      const groups = await Promise.all(names.map(groupPk));
      const usual = { email: `${username}@example.com`, name: `${username} Example` };
      const made = await call('POST', '/core/users/', { username, ...usual, ...fields, groups });
      return Number(Object(made).pk);
    },
    addByHand(userName) {
      const name = { givenName: 'Made', familyName: 'By Hand' };
      const email = { value: userName, type: 'work', primary: true };
      const user = { userName, displayName: 'Made By Hand', name, emails: [email] };
      instance.directory.addUser({ ...user, createdBy: 'arn:aws:iam::111122223333:user/example' });
    },
    atAws: () => shownOf(instance.directory),
    issuersOf: (userName) => {
      const user = instance.directory.users.find('userName', userName);
      return user?.externalIds.map(({ issuer }) => issuer) ?? [];
    },
  };
}

function shownOf({ users, groups, memberships }: Stage['instance']['directory']) {
  const names = new Map(users.all().map(({ userId, userName }) => [userId, userName]));
  const members = (group: string) =>
    memberships.all().flatMap(({ groupId, userId }) => {
      return groupId === group ? [names.get(userId) ?? userId] : [];
    });
  return {
    users: [...names.values()].sort(),
    groups: Object.fromEntries(
      groups.all().map(({ groupId, displayName }) => [displayName, members(groupId).sort()]),
    ),
  };
}
