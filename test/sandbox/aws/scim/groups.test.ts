import { describe, expect, it } from 'vitest';
import { stoppedClock } from '../sandbox.js';
import { addGroup, addUser, groupBody, membersOf, newestReason, startScim } from './scim.js';

const nobody = '00000000-0000-4000-8000-000000000000';

describe('a group', () => {
  it('is created with its members, who are not shown', async () => {
    const aws = await startScim(stoppedClock());
    const id = await addUser(aws, 'alice@example.com');
    const body = { ...groupBody('aws-users', [id, id]), externalId: '701984' };
    const answer = await aws.scim('POST', '/Groups', { body });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      externalId: '701984',
      meta: {
        resourceType: 'Group',
        created: '2026-11-23T12:00:00Z',
        lastModified: '2026-11-23T12:00:00Z',
      },
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'aws-users',
    });
    const group = aws.instance.directory.groups.find('displayName', 'aws-users');
    expect(group).toMatchObject({
      createdBy: 'SCIM',
      externalIds: [{ issuer: aws.tenant.externalIdIssuer, id: '701984' }],
    });
    expect(membersOf(aws, group?.groupId ?? '')).toEqual([id]);
  });

  it('is read without its members', async () => {
    const aws = await startScim();
    const user = await addUser(aws, 'alice@example.com');
    const id = await addGroup(aws, 'aws-users', [user]);
    const { status, body } = await aws.scim('GET', `/Groups/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, displayName: 'aws-users', members: [] });
    expect(body).not.toHaveProperty('externalId');
  });

  it('is deleted with its memberships', async () => {
    const aws = await startScim();
    const user = await addUser(aws, 'alice@example.com');
    const id = await addGroup(aws, 'aws-users', [user]);
    expect((await aws.scim('DELETE', `/Groups/${id}`)).status).toBe(204);
    expect(membersOf(aws, id)).toEqual([]);
    expect((await aws.scim('GET', `/Groups/${id}`)).status).toBe(404);
    expect((await aws.scim('DELETE', `/Groups/${id}`)).status).toBe(404);
  });

  it('takes 100 members, never 101', async () => {
    const aws = await startScim();
    const ids: string[] = [];
    for (let number = 0; number < 101; number += 1) {
      ids.push(await addUser(aws, `user${number}@example.com`));
    }
    const tooMany = await aws.scim('POST', '/Groups', { body: groupBody('big', ids) });
    expect(tooMany.status).toBe(400);
    expect(newestReason(aws)).toBe('List attribute members exceeds allowed limit of 100');
    expect(aws.instance.directory.groups.all()).toEqual([]);
    const group = await addGroup(aws, 'big', ids.slice(0, 100));
    expect(membersOf(aws, group)).toHaveLength(100);
  });
});

it.each([
  ['no name', { ...groupBody('x'), displayName: undefined }],
  ['an empty name', groupBody('')],
  ['a reserved name', groupBody('AWSAdministrators')],
  ['no schemas', { displayName: 'x' }],
  ['something else', { ...groupBody('x'), description: 'y' }],
  ['display of a member', { ...groupBody('x'), members: [{ value: nobody, display: 'y' }] }],
  ['a group as a member', { ...groupBody('x'), members: [{ value: nobody, type: 'Group' }] }],
])('refuses a group with %s', async (_, body) => {
  const { scim, instance } = await startScim();
  expect((await scim('POST', '/Groups', { body })).status).toBe(400);
  expect(instance.directory.groups.all()).toEqual([]);
});

it('refuses a name that another group has, before it looks at the members', async () => {
  const aws = await startScim();
  await addGroup(aws, 'aws-users');
  const body = groupBody('aws-users', [nobody]);
  const answer = await aws.scim('POST', '/Groups', { body });
  expect(answer.status).toBe(409);
  expect(answer.body.detail).toBe('Refused to create a new, duplicate resource.');
  expect(newestReason(aws)).toBe('Duplicate GroupDisplayName');
});

it('refuses a member who is not there, and makes no group', async () => {
  const { scim, instance } = await startScim();
  const answer = await scim('POST', '/Groups', { body: groupBody('aws-users', [nobody]) });
  expect(answer.status).toBe(404);
  expect(instance.directory.groups.all()).toEqual([]);
});

it('has no PUT', async () => {
  const aws = await startScim();
  const id = await addGroup(aws, 'aws-users');
  const { status, body } = await aws.scim('PUT', `/Groups/${id}`, { body: groupBody('other') });
  expect(status).toBe(400);
  expect(body.detail).toBe('Request is unparsable, syntactically incorrect, or violates schema.');
  expect(aws.instance.directory.groups.get(id)?.displayName).toBe('aws-users');
});
