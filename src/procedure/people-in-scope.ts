import type { Application, Authentik } from '../authentik/index.js';
import { allOf } from '../basics/all-of.js';
import { groupsBelow, membersBelow } from '../people/members-below.js';
import type { AuthentikPerson } from '../people/person.js';
import {
  type MembersOf,
  mayComeIn,
  type Scope,
  scopeOf,
  withoutApplication,
} from '../people/scope.js';

/** Reads whom an application lets in; one that does not exist yet keeps nobody out. */
export async function readScope(
  { bindings }: Pick<Authentik, 'bindings'>,
  application: Application | undefined,
): Promise<Scope> {
  if (!application) return withoutApplication;
  return scopeOf(await bindings.of(application.pk), application.policyEngineMode);
}

/**
 * Every user of authentik, in scope or not. The groups are read before, for authentik is slow at
 * long lists and others need it meanwhile.
 */
export async function* everybody(
  { users, groups }: Pick<Authentik, 'users' | 'groups'>,
  scope: Scope,
): AsyncGenerator<AuthentikPerson> {
  const membersOf = await readMembers(groups, scope);
  for await (const user of users.all()) {
    yield { ...user, inScope: mayComeIn(scope, user.pk, membersOf) };
  }
}

async function readMembers(groups: Authentik['groups'], { groupPks }: Scope): Promise<MembersOf> {
  if (groupPks.length === 0) return new Map();
  return membersBelow(await allOf(groups.all()), groupPks);
}

/** The names of some groups and of all groups below them: who is in one of those is let in. */
export async function withGroupsBelow(
  { groups }: Pick<Authentik, 'groups'>,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const all = await allOf(groups.all());
  const pks = all.flatMap(({ pk, name }) => (names.includes(name) ? [pk] : []));
  const below = new Set([...groupsBelow(all, pks).values()].flatMap((each) => [...each]));
  const found = all.flatMap(({ pk, name }) => (below.has(pk) ? [name] : []));
  return [...new Set([...names, ...found])];
}
