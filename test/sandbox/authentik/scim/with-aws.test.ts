import { describe, expect, it } from 'vitest';
import { recordedReleases } from '../../../../src/sandbox/authentik/index.js';
import { startScim } from '../../aws/scim/scim.js';
import { type CaseServer, caseServer, userKey } from './case-server.js';
import { play } from './case-steps.js';
import { readCases } from './recorded-cases.js';

const all = await Promise.all(
  recordedReleases.map(async (release) => ({ release, cases: await readCases(release) })),
);

describe.each(all)('authentik $release and the pretended AWS', ({ release, cases }) => {
  it('bring about what was recorded', async () => {
    const { endpoint, tenant, token, instance } = await startScim();
    for (const user of instance.directory.users.all()) instance.directory.removeUser(user.userId);
    const url = `${endpoint}/${tenant.tenantId}/scim/v2`;
    const on = await caseServer(release, 'plain', { provider: { url, token } });
    for (const { step, atAws } of cases.find((each) => each.case === 'plain')?.steps ?? []) {
      await play(on, { release, name: 'plain', step });
      const { users, groups, memberships } = instance.directory;
      const people = users.all().map(({ userName, enabled }) => `${userName}: ${enabled}`);
      expect(people, step).toEqual(atAws.users.map((user) => `${user.userName}: ${user.active}`));
      const members = groups.all().map(({ groupId, displayName }) => {
        const count = memberships.all().filter((each) => each.groupId === groupId).length;
        return `${displayName}: ${count}`;
      });
      const recorded = atAws.groups.map((group) => `${group.displayName}: ${group.members}`);
      expect(members.sort(), step).toEqual(recorded.sort());
    }
    await expectDeactivation(on);
    expect(instance.directory.users.all().map(({ enabled }) => enabled)).toEqual([false]);
  });
});

async function expectDeactivation(on: CaseServer): Promise<void> {
  const alice = await userKey(on, 'alice');
  await on.call('PATCH', `/core/users/${alice}/`, { is_active: false });
  await on.settled();
}
