import { randomBytes, randomUUID } from 'node:crypto';
import { has } from '../releases.js';
import { newUser } from './new-user.js';
import { pkOf, type Row } from './row.js';
import { addFlows } from './start-flows.js';
import { addMappings } from './start-mappings.js';
import type { World } from './world.js';

/** The made-up credentials of a fresh server. */
interface StartingCredentials {
  /** The API token of the administrator. */
  token: string;
  alicePassword: string;
}

/** Fills a world with what the recorded servers held before the first call. */
export function furnish(world: World): StartingCredentials {
  addFlows(world);
  addMappings(world);
  const [first, second, third] = ascendingKeys();
  const admins = addGroup(world, first, 'authentik Admins', true);
  if (has(world.release, 'readOnlyGroup')) addGroup(world, second, 'authentik Read-only', false);
  const awsUsers = addGroup(world, third, 'aws-users', false);
  const akadmin = addPeople(world, admins, awsUsers);
  // Another one at each start, so that it is never taken for a secret of the surroundings.
  const token = `sandbox-${randomBytes(16).toString('hex')}`;
  world.tokens.add({
    ...{ identifier: 'authentik-bootstrap-token', intent: 'api', managed: null },
    ...{ user: pkOf(akadmin), key: token, expiring: false },
  });
  return { token, alicePassword: passwordOfAlice };
}

const passwordOfAlice = 'password-of-alice';

/** A synchronisation goes by the keys of groups: these make it go the same way each time. */
function ascendingKeys(): readonly [string, string, string] {
  const [first = '', second = '', third = ''] = [randomUUID(), randomUUID(), randomUUID()].sort();
  return [first, second, third];
}

function addGroup(world: World, pk: string, name: string, administrators: boolean): Row {
  const number = world.groups.all().length + 1;
  const own = { pk, name, num_pk: number, is_superuser: administrators };
  return world.groups.add({ ...own, attributes: {} });
}

function addPeople(world: World, admins: Row, awsUsers: Row): Row {
  const outpost = has(world.release, 'embeddedOutpostUser');
  const adminFirst = has(world.release, 'adminBeforeOutpost');
  if (outpost && !adminFirst) addOutpost(world);
  const akadmin = addUser(world, {
    ...{ username: 'akadmin', name: 'authentik Default Admin', email: 'admin@example.com' },
    groups: [pkOf(admins)],
  });
  if (outpost && adminFirst) addOutpost(world);
  addUser(world, {
    ...{ username: 'alice', name: 'Alice Example', email: 'alice@example.com' },
    ...{ groups: [pkOf(awsUsers)], password: passwordOfAlice },
  });
  addUser(world, { username: 'bob', name: 'Bob' });
  return akadmin;
}

function addOutpost(world: World): void {
  addUser(world, {
    username: `ak-outpost-${randomBytes(16).toString('hex')}`,
    name: 'Outpost authentik Embedded Outpost Service-Account',
    path: 'goauthentik.io/outposts',
    type: 'internal_service_account',
  });
}

function addUser(world: World, fields: Row): Row {
  const usual = { email: '', is_active: true, groups: [], attributes: {}, path: 'users' };
  return world.users.add({ ...newUser(world), ...usual, type: 'internal', ...fields });
}
