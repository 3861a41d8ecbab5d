import { describe, expect, it } from 'vitest';
import { stoppedClock } from '../sandbox.js';
import { addGroup, addUser, idOf, membersOf, startScim, userBody } from './scim.js';

const alice = 'alice@example.com';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('a user', () => {
  it('is created', async () => {
    const { scim, instance, tenant } = await startScim(stoppedClock());
    const { status, body } = await scim('POST', '/Users', { body: userBody(alice) });
    expect(status).toBe(201);
    const { id, meta, ...rest } = body;
    expect(rest).toEqual(userBody(alice));
    expect(meta).toEqual({
      resourceType: 'User',
      created: '2026-11-23T12:00:00Z',
      lastModified: '2026-11-23T12:00:00Z',
    });
    expect(instance.directory.users.get(idOf({ id }))).toMatchObject({
      userName: alice,
      enabled: true,
      createdBy: 'SCIM',
      externalIds: [{ issuer: `https://scim.aws.com/${tenant.tenantId}`, id: `external-${alice}` }],
    });
  });

  it('keeps everything that AWS supports', async () => {
    const { scim } = await startScim();
    const full = userBody(alice, {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
      name: { givenName: 'Alice', familyName: 'Example', middleName: 'B', formatted: 'A\tB' },
      ...{ nickName: 'al', title: 'Engineer', userType: 'Employee', locale: 'de-DE' },
      ...{ profileUrl: 'https://example.com/al', preferredLanguage: 'de', timezone: 'CET' },
      addresses: [{ streetAddress: 'Way 1', locality: 'Ulm', country: 'DE', primary: true }],
      phoneNumbers: [{ value: '+49 731 1', type: 'work' }],
      roles: [{ value: 'admin' }],
      [ENTERPRISE]: { department: 'IT', manager: { value: '123' } },
    });
    const { id } = (await scim('POST', '/Users', { body: full })).body;
    expect((await scim('GET', `/Users/${id}`)).body).toMatchObject(full);
  });

  it('needs no e-mail address, external ID or state', async () => {
    const { scim, instance } = await startScim();
    const body = userBody('bob', { emails: [], externalId: undefined, active: undefined });
    const answer = await scim('POST', '/Users', { body });
    expect(answer.status).toBe(201);
    expect(answer.body).not.toHaveProperty('emails');
    expect(answer.body).toMatchObject({ active: true });
    expect(instance.directory.users.find('userName', 'bob')?.externalIds).toEqual([]);
  });

  it('is read', async () => {
    const aws = await startScim();
    const id = await addUser(aws, alice);
    const { status, body } = await aws.scim('GET', `/Users/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, ...userBody(alice) });
  });

  it('is overwritten as a whole', async () => {
    const aws = await startScim();
    const { id } = (await aws.scim('POST', '/Users', { body: userBody(alice, { title: 'x' }) }))
      .body;
    const changed = userBody('new@example.com', { displayName: 'New', active: false });
    const { status, body } = await aws.scim('PUT', `/Users/${id}`, { body: { id, ...changed } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ id, ...changed });
    expect(body).not.toHaveProperty('title');
    expect(aws.instance.directory.users.find('userName', alice)).toBeUndefined();
    expect(aws.instance.directory.users.find('userName', 'new@example.com')).toMatchObject({
      enabled: false,
      createdBy: 'SCIM',
    });
  });

  it('is deleted with its memberships, and is another one when created again', async () => {
    const aws = await startScim();
    const id = await addUser(aws, alice);
    const group = await addGroup(aws, 'aws-users', [id]);
    expect(membersOf(aws, group)).toEqual([id]);
    const { status, body } = await aws.scim('DELETE', `/Users/${id}`);
    expect([status, body]).toEqual([204, {}]);
    expect(membersOf(aws, group)).toEqual([]);
    expect(await addUser(aws, alice)).not.toBe(id);
    expect(membersOf(aws, group)).toEqual([]);
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE'])(
    'is not found by %s when it is gone',
    async (method) => {
      const { scim } = await startScim();
      const body = method === 'PUT' ? userBody(alice) : { Operations: [] };
      const answer = await scim(method, '/Users/1', method.startsWith('P') ? { body } : {});
      expect(answer.status).toBe(404);
      expect(answer.body.detail).toBe('Resource not found.');
    },
  );
});

describe('what must be unique', () => {
  const other = 'other@example.com';

  it.each([
    ['user name', { userName: alice }],
    ['e-mail address', { emails: [{ value: alice, primary: true }] }],
    ['external ID', { externalId: `external-${alice}` }],
  ])('is the %s, on creation and on change', async (_, changes) => {
    const aws = await startScim();
    await addUser(aws, alice);
    const body = userBody(other, changes);
    const created = await aws.scim('POST', '/Users', { body });
    expect(created.status).toBe(409);
    expect(created.body.detail).toBe('Refused to create a new, duplicate resource.');
    const id = await addUser(aws, other);
    const changed = await aws.scim('PUT', `/Users/${id}`, { body });
    expect(changed.status).toBe(409);
    expect(aws.instance.directory.users.get(id)).toMatchObject({ userName: other });
  });

  it('does not keep a user from being written with its own values', async () => {
    const aws = await startScim();
    const id = await addUser(aws, alice);
    expect((await aws.scim('PUT', `/Users/${id}`, { body: userBody(alice) })).status).toBe(201);
  });
});
