import { expect, test } from 'vitest';
import { oneLine } from './run-program.js';
import { openStage, type Stage } from './stage.js';
import { everythingIn, setUp, undoAll, usersInAws } from './undoing.js';

/** Puts bob into scope, with an address of his own, and waits until AWS has him. */
async function bringBob(stage: Stage): Promise<void> {
  const [bob] = await stage.list('/core/users/?username=bob');
  await stage.call('PATCH', `/core/users/${bob?.pk}/`, { email: 'bob@example.com' });
  const [group] = await stage.list('/core/groups/?name=aws-users');
  await stage.call('POST', `/core/groups/${group?.pk}/add_user/`, { pk: bob?.pk });
  await stage.call('PATCH', '/providers/scim/2/', {});
  await stage.authentik.settled();
  expect(usersInAws(stage)).toContain('bob@example.com');
}

test.each(['2026.2.2'])(
  'on %s nobody is deleted in AWS, and nothing is sent to it once the sync is stopped',
  async (release) => {
    const stage = await openStage({ authentik: { release } });
    await setUp(stage);
    await bringBob(stage);
    const people = usersInAws(stage);
    const groups = stage.instance.directory.groups.all().length;
    const sent = () => stage.aws.requests.filter(({ service }) => service === 'scim').length;
    const before = sent();
    const { code, stderr } = await undoAll(stage);
    expect(code, stderr).toBe(0);
    await stage.authentik.settled();
    expect(usersInAws(stage)).toEqual(people);
    expect(stage.instance.directory.groups.all()).toHaveLength(groups);
    expect(sent()).toBe(before);
  },
);

test.each(['2026.2.2'])(
  'on %s a sync under way is waited for before anything that it is judged by goes',
  async (release) => {
    let end: () => void = () => undefined;
    let held: Promise<void> | undefined;
    const stage = await openStage({
      authentik: {
        release,
        onDeletionDuringSync: 'stumble',
        // The sync goes on once somebody has been told that it is under way.
        afterwards: async ({ url }) => {
          if (url.includes('/sync/status/')) end();
        },
      },
      aws: {
        intercept: async ({ service }) => {
          if (service === 'scim') await held;
          return undefined;
        },
      },
    });
    const atFirst = await everythingIn(stage);
    await setUp(stage);
    const people = usersInAws(stage);
    held = new Promise((resolve) => {
      end = resolve;
    });
    // Every save starts one.
    await stage.call('PATCH', '/providers/scim/2/', {});
    stage.writes();
    const { code, stderr } = await undoAll(stage);
    expect(code, stderr).toBe(0);
    await stage.authentik.settled();
    expect(usersInAws(stage)).toEqual(people);
    expect(await everythingIn(stage)).toEqual(atFirst);
    const [first] = stage.writes();
    expect(first).toBe('PATCH /api/v3/core/applications/aws/');
  },
);

/** A stage whose authentik stumbles so many times over deletions below a path. */
async function stageThatStumbles(path: string, times: number): Promise<Stage> {
  let left = times;
  const intercept = async ({ method, url }: Request) => {
    if (method !== 'DELETE' || !new URL(url).pathname.startsWith(`/api/v3${path}`))
      return undefined;
    if (left === 0) return undefined;
    left -= 1;
    return new Response('<html></html>', { status: 405, headers: { 'content-type': 'text/html' } });
  };
  const stage = await openStage({ authentik: { intercept } });
  await setUp(stage);
  return stage;
}

test.each(['/providers/scim/', '/core/applications/'])(
  'a stumble over %s is tried again',
  async (path) => {
    const stage = await stageThatStumbles(path, 1);
    const { code, stderr } = await undoAll(stage);
    expect(code, stderr).toBe(0);
    const tried = stage.writes().filter((write) => write.startsWith(`DELETE /api/v3${path}`));
    expect(tried).toHaveLength(2);
  },
);

test('the SCIM providers of others on the same application stay', async () => {
  const stage = await openStage();
  await setUp(stage);
  const url = 'https://other.example.com/scim/v2';
  const other = { name: 'other', url, token: 'example', property_mappings: [] };
  const { pk } = Object(await stage.call('POST', '/providers/scim/', other));
  await stage.call('PATCH', '/core/applications/aws/', { backchannel_providers: [2, pk] });
  await stage.authentik.settled();
  const { code, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect(oneLine(stderr)).toContain(`1 other backchannel provider of the application "aws"`);
  expect((await stage.list('/providers/scim/')).map(({ name }) => name)).toEqual(['other']);
});
