import { describe, expect, it } from 'vitest';
import { recordedReleases } from '../../../../src/sandbox/authentik/index.js';
import { one } from '../calls.js';
import { type CaseOptions, type CaseServer, caseServer, userKey } from './case-server.js';

/** A server whose provider has been synchronised once; what it sent until then is forgotten. */
async function synchronised(release: string, options: CaseOptions = {}): Promise<CaseServer> {
  const on = await caseServer(release, 'changes', options);
  await on.save();
  await on.settled();
  on.endpoint.taken();
  return on;
}

/** What was sent since, without the questions for the configuration. */
async function sent(on: CaseServer): Promise<string[]> {
  await on.settled();
  return on.endpoint
    .taken()
    .filter(({ path }) => path !== '/ServiceProviderConfig')
    .map(({ method, path }) => `${method} ${path}`);
}

const newUser = { username: 'carol', name: 'Carol Example', email: 'carol@example.com' };

describe.each(recordedReleases)('in authentik %s', (release) => {
  it('a new user is made, and a deleted one deleted', async () => {
    const on = await synchronised(release);
    const { pk } = one(await on.call('POST', '/core/users/', { ...newUser, groups: [on.group] }));
    expect((await sent(on))[0]).toBe('POST /Users');
    await on.call('DELETE', `/core/users/${pk}/`);
    expect(await sent(on)).toEqual([expect.stringMatching(/^DELETE \/Users\/id-\d+$/)]);
  });

  it('a user out of scope is left alone', async () => {
    const on = await synchronised(release);
    await on.call('POST', '/core/users/', newUser);
    await on.call('POST', '/core/users/service_account/', { name: 'robot' });
    expect(await sent(on)).toEqual([]);
  });

  it('a new group is made, and a deleted one deleted', async () => {
    const on = await synchronised(release);
    const { pk } = one(await on.call('POST', '/core/groups/', { name: 'new group' }));
    expect(await sent(on)).toEqual(['POST /Groups']);
    await on.call('DELETE', `/core/groups/${pk}/`);
    expect(await sent(on)).toEqual([expect.stringMatching(/^DELETE \/Groups\/id-\d+$/)]);
  });

  it('the refusal of a single change does not stop the next', async () => {
    const on = await synchronised(release);
    on.endpoint.token = 'another';
    await on.call('POST', '/core/groups/', { name: 'refused' });
    await sent(on);
    on.endpoint.token = undefined;
    await on.call('POST', '/core/groups/', { name: 'taken' });
    expect(await sent(on)).toEqual(['POST /Groups']);
  });
});

describe('a user who leaves his groups by a change of himself', () => {
  it.each([
    ['2023.10.7', 0],
    ['2024.8.6', 0],
    ['2025.4.4', 1],
  ])('is taken out by %s as by a change of the group', async (release, left) => {
    const on = await synchronised(release);
    const alice = await userKey(on, 'alice');
    await on.call('PATCH', `/core/users/${alice}/`, { groups: [] });
    const about = (await sent(on)).filter((each) => each.includes('/Groups/'));
    expect(about.length).toBeGreaterThan(0);
    const members = on.endpoint.directory.shown().groups.map((group) => group.members);
    expect(Math.max(...members)).toBe(left);
  });
});

describe('a change that changes nothing', () => {
  it.each([
    ['2025.4.4', ['PUT /Users/id-1']],
    ['2025.10.4', []],
  ])('is sent by %s or not', async (release, expected) => {
    const on = await synchronised(release);
    const alice = await userKey(on, 'alice');
    await on.call('PATCH', `/core/users/${alice}/`, { name: 'Alice Example' });
    await on.call('POST', `/core/groups/${on.group}/add_user/`, { pk: alice });
    expect(await sent(on)).toEqual(expected);
  });
});
