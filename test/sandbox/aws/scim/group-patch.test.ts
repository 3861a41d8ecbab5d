import { describe, expect, it } from 'vitest';
import {
  addGroup,
  addUser,
  membersOf,
  newestReason,
  patchBody,
  type ScimSandbox,
  startScim,
} from './scim.js';

const nobody = '00000000-0000-4000-8000-000000000000';

/** Two users, the first of them in the group. */
async function start() {
  const aws = await startScim();
  const alice = await addUser(aws, 'alice@example.com');
  const bob = await addUser(aws, 'bob@example.com');
  const group = await addGroup(aws, 'aws-users', [alice]);
  return { aws, alice, bob, group };
}

function patch(aws: ScimSandbox, group: string, ...operations: Record<string, unknown>[]) {
  return aws.scim('PATCH', `/Groups/${group}`, { body: patchBody(...operations) });
}

const members = (...ids: string[]) => ({
  path: 'members',
  value: ids.map((value) => ({ value })),
});

describe('a PATCH', () => {
  it('adds and removes members', async () => {
    const { aws, alice, bob, group } = await start();
    const { status, body } = await patch(
      aws,
      group,
      { op: 'add', ...members(bob) },
      { op: 'remove', ...members(alice) },
    );
    expect([status, body]).toEqual([204, {}]);
    expect(membersOf(aws, group)).toEqual([bob]);
  });

  it('changes nothing for who is a member already, or is none', async () => {
    const { aws, alice, bob, group } = await start();
    expect((await patch(aws, group, { op: 'add', ...members(alice) })).status).toBe(204);
    expect((await patch(aws, group, { op: 'remove', ...members(bob) })).status).toBe(204);
    expect(membersOf(aws, group)).toEqual([alice]);
  });

  it('changes name and external ID', async () => {
    const { aws, alice, group } = await start();
    const { status } = await patch(
      aws,
      group,
      { op: 'replace', path: 'displayName', value: 'new' },
      { op: 'add', path: 'externalId', value: '1' },
    );
    expect(status).toBe(204);
    expect((await aws.scim('GET', `/Groups/${group}`)).body).toMatchObject({
      displayName: 'new',
      externalId: '1',
    });
    await patch(aws, group, { op: 'remove', path: 'externalId' });
    expect((await aws.scim('GET', `/Groups/${group}`)).body).not.toHaveProperty('externalId');
    expect(membersOf(aws, group)).toEqual([alice]);
  });
});

describe('memberships', () => {
  it.each([
    ['replaced', { op: 'replace', ...members(nobody) }],
    ['all removed', { op: 'remove', path: 'members' }],
  ])('cannot be %s', async (_, operation) => {
    const { aws, alice, group } = await start();
    const { status, body } = await patch(aws, group, operation);
    expect(status).toBe(400);
    expect(body.detail).toBe('Replacing group memberships is not supported.');
    expect(membersOf(aws, group)).toEqual([alice]);
  });

  it('change by at most 100 in one request, over all operations', async () => {
    const { aws, alice, group } = await start();
    const times = (number: number) => Array<string>(number).fill(alice);
    const half = { op: 'remove', ...members(...times(50)) };
    const more = { op: 'remove', ...members(...times(51)) };
    expect((await patch(aws, group, half, more)).status).toBe(400);
    expect(newestReason(aws)).toBe('List attribute members exceeds allowed limit of 100');
    expect(membersOf(aws, group)).toEqual([alice]);
    expect((await patch(aws, group, half, half)).status).toBe(204);
    expect(membersOf(aws, group)).toEqual([]);
  });

  it('are those of users who are there', async () => {
    const { aws, alice, bob, group } = await start();
    for (const op of ['add', 'remove']) {
      const { status, body } = await patch(aws, group, { op, ...members(alice, nobody, bob) });
      expect(status).toBe(404);
      expect(body.detail).toBe('Resource not found.');
    }
    expect(membersOf(aws, group)).toEqual([alice]);
  });
});

it.each([
  ['no path', { op: 'replace', value: { displayName: 'new' } }, /^Missing path in PATCH request$/],
  ['no path to remove', { op: 'remove', value: [] }, /^Missing path in PATCH request$/],
  ['no value', { op: 'add', path: 'members' }, /^Missing value in PATCH request$/],
  ['another path', { op: 'add', path: 'description', value: 'x' }, /Invalid path/],
  ['a filter', { op: 'remove', path: `members[value eq "${nobody}"]` }, /Invalid path/],
  ['the removal of the name', { op: 'remove', path: 'displayName' }, /Invalid path/],
  ['an empty name', { op: 'replace', path: 'displayName', value: '' }, /validation errors/],
  ['members that are no list', { op: 'add', path: 'members', value: 'x' }, /validation error/],
  ['display of a member', { op: 'add', path: 'members', value: [{ display: 'x' }] }, /display/],
])('refuses %s, and changes nothing', async (_, operation, reason) => {
  const { aws, alice, bob, group } = await start();
  const answer = await patch(aws, group, { op: 'add', ...members(bob) }, operation);
  expect(answer.status).toBe(400);
  expect(newestReason(aws)).toMatch(reason);
  expect(membersOf(aws, group)).toEqual([alice]);
});

it('names the missing path of a message without schemas, which authentik 2025.4 sends', async () => {
  const { aws, group } = await start();
  const body = { Operations: [{ op: 'replace', value: { displayName: 'new' } }] };
  expect((await aws.scim('PATCH', `/Groups/${group}`, { body })).status).toBe(400);
  expect(newestReason(aws)).toBe('Missing path in PATCH request');
});

it('refuses the name of another group, and changes no membership', async () => {
  const { aws, alice, bob, group } = await start();
  await addGroup(aws, 'other');
  const answer = await patch(
    aws,
    group,
    { op: 'add', ...members(bob) },
    { op: 'replace', path: 'displayName', value: 'other' },
  );
  expect(answer.status).toBe(409);
  expect(membersOf(aws, group)).toEqual([alice]);
});

it('does not find a group that is gone', async () => {
  const { aws } = await start();
  expect((await patch(aws, nobody, { op: 'add', ...members() })).status).toBe(404);
});
