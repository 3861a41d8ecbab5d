import type { AuthentikPerson, AwsPerson } from '../../src/people/person.js';
import { type People, readPeople } from '../../src/people/read-people.js';

/** Items as a list that comes bit by bit. */
export async function* each<T>(...items: T[]): AsyncIterable<T> {
  yield* items;
}

let lastPk = 0;

/** An active person in scope, unless wished otherwise. */
export function person(wishes: Partial<AuthentikPerson> = {}): AuthentikPerson {
  lastPk += 1;
  return {
    ...{ pk: lastPk, username: 'alice', name: 'Alice Example', email: 'alice@example.com' },
    ...{ active: true, kind: 'internal', inScope: true },
    ...wishes,
  };
}

/** An enabled user of AWS, made by hand, unless wished otherwise. */
export function awsUser(userName: string, wishes: Partial<AwsPerson> = {}): AwsPerson {
  return { userName, enabled: true, emails: [userName], scimManaged: false, ...wishes };
}

/** Two directories, read. */
export function read(authentik: AuthentikPerson[], aws: AwsPerson[]): Promise<People> {
  return readPeople({ authentik: each(...authentik), aws: each(...aws) });
}
