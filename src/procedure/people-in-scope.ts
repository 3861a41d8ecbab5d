import type { Application, Authentik } from '../authentik/index.js';
import type { AuthentikPerson } from '../people/person.js';
import { type Scope, scopeOf, withoutApplication } from '../people/scope.js';

/** Reads whom an application lets in; one that does not exist yet keeps nobody out. */
export async function readScope(
  { bindings }: Pick<Authentik, 'bindings'>,
  application: Application | undefined,
): Promise<Scope> {
  if (!application) return withoutApplication;
  return scopeOf(await bindings.of(application.pk), application.policyEngineMode);
}

/**
 * Every user of authentik, in scope or not. The members of the groups are read before, one list
 * after the other, for authentik is slow at long lists and others need it meanwhile.
 */
export async function* everybody(
  { users }: Pick<Authentik, 'users'>,
  scope: Scope,
): AsyncGenerator<AuthentikPerson> {
  const membersOf = new Map<string, ReadonlySet<number>>();
  for (const name of scope.groupNames) {
    const members = new Set<number>();
    for await (const { pk } of users.all({ groupNames: [name] })) members.add(pk);
    membersOf.set(name, members);
  }
  for await (const user of users.all()) {
    yield { ...user, inScope: scope.includes(user.pk, membersOf) };
  }
}
