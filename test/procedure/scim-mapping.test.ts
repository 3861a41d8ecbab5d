import { describe, expect, test } from 'vitest';
import { scimUserExpression } from '../../src/procedure/scim-user-expression.js';
import { type Bench, openBench } from './scim-bench.js';

const groups = ['aws-users'];
const name = 'zz AWS SCIM user';

const mappingOf = async ({ list }: Bench, path = '/propertymappings/provider/scim/') => {
  const [mapping] = await list(`${path}?name=${encodeURIComponent(name)}`);
  if (!mapping) throw new Error('authentik has no mapping of ours');
  return mapping;
};

const providerWrites = ({ writes }: Bench) =>
  writes().filter((write) => write.includes('/providers/scim/'));

describe('the mapping', () => {
  test('is made with the expression, tried on a real user, and then used alone', async () => {
    const bench = await openBench({ release: '2026.2.2', groups });
    expect((await bench.plan('scim-mapping')).changes).toEqual([
      { action: 'create', object: `property mapping "${name}"`, of: 'scim-mapping' },
    ]);
    await bench.walk();
    const { pk, expression } = await mappingOf(bench);
    expect(expression).toBe(scimUserExpression(true));
    const writes = bench.writes();
    const tried = writes.findIndex((write) => write.includes(`/propertymappings/all/${pk}/test/`));
    expect(tried).toBe(1);
    expect(tried).toBeLessThan(writes.indexOf('POST /api/v3/providers/scim/'));
    expect((await bench.list('/providers/scim/'))[0]).toMatchObject({ property_mappings: [pk] });
    expect(bench.state.things['scim-mapping']).toMatchObject({ origin: 'made', name, id: pk });
  });

  test('that somebody edited is shown and corrected, and tried again', async () => {
    const bench = await openBench({ release: '2026.2.2', groups });
    await bench.walk();
    const { pk } = await mappingOf(bench);
    const path = `/propertymappings/provider/scim/${pk}/`;
    await bench.call('PATCH', path, { expression: 'return {}' });
    expect(await bench.plan('scim-mapping')).toMatchObject({
      changes: [{ action: 'update', fields: [{ field: 'expression', from: 'return {}' }] }],
    });
    bench.writes();
    await bench.walk();
    expect(bench.writes()).toEqual([
      `PATCH /api/v3${path}`,
      expect.stringContaining(`/propertymappings/all/${pk}/test/`),
    ]);
    expect(await bench.plan('scim-mapping')).toMatchObject({ changes: [], standing: 'seen' });
  });

  test('that is stored with other line ends is the same, and one renamed is still ours', async () => {
    const bench = await openBench({ release: '2026.2.2', groups });
    await bench.walk();
    const { pk, expression } = await mappingOf(bench);
    const other = `${String(expression).replaceAll('\n', '\r\n')}\r\n`;
    const path = `/propertymappings/provider/scim/${pk}/`;
    await bench.call('PATCH', path, { name: 'renamed', expression: other });
    expect((await bench.plan('scim-mapping')).changes).toEqual([]);
  });

  test('of a release that cannot skip does not skip, and the plan says what that means', async () => {
    const bench = await openBench({ release: '2023.10.7', groups });
    const { notes } = await bench.plan('scim-mapping');
    expect(notes).toMatchObject([
      { level: 'warning', text: expect.stringContaining('cannot skip users') },
    ]);
    await bench.walk();
    const { expression } = await mappingOf(bench, '/propertymappings/scim/');
    expect(expression).toBe(scimUserExpression(false));
    expect(expression).not.toContain('SkipObject');
  });
});

describe('the trial', () => {
  const answering = (answer: () => Response | undefined) =>
    openBench({
      ...{ release: '2026.2.2', groups },
      authentik: {
        intercept: async ({ url }) =>
          new URL(url).pathname.endsWith('/test/') ? answer() : undefined,
      },
    });

  test.each([
    [{ successful: false, result: "NameError: name 'request' is not defined" }, 'NameError'],
    [{ successful: true, result: '{"userName": "alice"}' }, 'gives another user name'],
    [{ successful: true, result: '[]' }, 'gives another user name'],
  ])('that gives %j is an error before anything uses the mapping', async (answer, why) => {
    const bench = await answering(() => Response.json(answer));
    await expect(bench.walk()).rejects.toMatchObject({
      message: `The property mapping "${name}" does not work in this authentik`,
      why: expect.stringContaining(why),
    });
    expect(providerWrites(bench)).toEqual([]);
  });

  test('for which the token lacks the rights is left out', async () => {
    const refusal = { detail: 'You do not have permission to perform this action.' };
    const bench = await answering(() => Response.json(refusal, { status: 403 }));
    const { facts } = await bench.walk();
    expect(facts.firstSync).toMatchObject({ users: 1, missing: 0 });
  });

  test('that authentik fails at is no trial: the run fails', async () => {
    const bench = await answering(() => new Response('', { status: 500 }));
    await expect(bench.walk()).rejects.toThrow("authentik's server failed");
    expect(providerWrites(bench)).toEqual([]);
  });
});

describe('what it makes of a user', () => {
  test.each([
    ['Cher', 'Cher', 'Cher'],
    ['Ada Augusta King', 'Ada', 'Augusta King'],
    ['', 'somebody', 'somebody'],
    ['  Grace\u0007   Hopper ', 'Grace', 'Hopper'],
  ])('of the name "%s"', async (fullName, givenName, familyName) => {
    const bench = await openBench({ release: '2026.2.2', groups });
    await bench.addUser('somebody', { name: fullName }, groups);
    await bench.walk();
    const userName = 'somebody@example.com';
    const made = bench.instance.directory.users.find('userName', userName);
    expect(made).toMatchObject({ name: { givenName, familyName }, enabled: true });
    expect(made?.emails).toEqual([{ value: userName, type: 'work', primary: true }]);
  });
});
