import { expect, it } from 'vitest';
import { startScim } from './scim.js';

it('says what it can do', async () => {
  const { scim } = await startScim();
  expect((await scim('GET', '/ServiceProviderConfig')).body).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 1, maxPayloadSize: 1_048_576 },
    filter: { supported: true, maxResults: 50 },
    authenticationSchemes: [{ type: 'oauthbearertoken', primary: true }],
  });
});

it('lists the kinds of resources', async () => {
  const { scim } = await startScim();
  const { status, body } = await scim('GET', '/ResourceTypes');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    totalResults: 2,
    Resources: [{ endpoint: '/Users' }, { endpoint: '/Groups' }],
  });
});

it('lists schemas and gives one', async () => {
  const { scim } = await startScim();
  expect((await scim('GET', '/Schemas')).body).toMatchObject({ totalResults: 3 });
  const urn = 'urn:ietf:params:scim:schemas:core:2.0:User';
  const { status, body } = await scim('GET', `/Schemas/${urn}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: urn,
    attributes: expect.arrayContaining([
      { name: 'userName', type: 'string', multiValued: false, required: true },
      { name: 'emails', type: 'complex', multiValued: true, required: false },
      { name: 'active', type: 'boolean', multiValued: false, required: false },
    ]),
  });
  expect(JSON.stringify(body)).not.toContain('photos');
  expect((await scim('GET', '/Schemas/urn:nothing')).status).toBe(404);
});
