import { describe, expect, it } from 'vitest';
import { throttled, unauthorised } from '../../../../src/sandbox/aws/index.js';
import { stoppedClock } from '../sandbox.js';
import { newestReason, startScim, userBody } from './scim.js';

const CONFIG = '/ServiceProviderConfig';
const refusal = {
  schema: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  detail: 'Request is missing authentication, or authentication failed.',
  status: '401',
  exceptionRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  timeStamp: '2026-11-23 12:00:00.000',
};

describe('who may use the endpoint', () => {
  it('is who has the token of the tenant', async () => {
    const { scim } = await startScim();
    const { status, headers } = await scim('GET', CONFIG);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/scim+json');
  });

  it.each([
    ['another token', { token: 'wrong' }],
    ['another tenant', { tenantId: 'c468b408-d011-70d7-46f9-e8bb95a047e3' }],
    ['another scheme', { headers: { authorization: 'Basic YTpi' } }],
    ['nothing', { headers: { authorization: '' } }],
  ])('is not who comes with %s', async (_, sending) => {
    const { scim } = await startScim(stoppedClock());
    for (const path of [CONFIG, '/Users', '/nothing']) {
      const { status, body, headers } = await scim('GET', path, sending);
      expect(status).toBe(401);
      expect(body).toEqual(refusal);
      expect(headers.get('content-type')).toBe('application/scim+json');
    }
  });

  it('is not who could be told before that the request is wrong', async () => {
    const { scim } = await startScim();
    expect((await scim('POST', '/Users', { token: 'wrong', body: '{' })).status).toBe(401);
  });

  it('is nobody while provisioning is off', async () => {
    const { scim, instance } = await startScim();
    instance.provisioning = undefined;
    expect((await scim('GET', CONFIG)).status).toBe(401);
  });
});

describe('a token', () => {
  it('is valid for a year', async () => {
    const clock = stoppedClock();
    const { scim } = await startScim(clock);
    clock.forwardSeconds(365 * 24 * 60 * 60 - 1);
    expect((await scim('GET', CONFIG)).status).toBe(200);
    clock.forwardSeconds(1);
    expect((await scim('GET', CONFIG)).status).toBe(401);
  });

  it('can be followed by a second one, never a third one', async () => {
    const { scim, tenant } = await startScim();
    const second = tenant.generateToken();
    expect((await scim('GET', CONFIG, { token: second.value })).status).toBe(200);
    expect((await scim('GET', CONFIG)).status).toBe(200);
    expect(() => tenant.generateToken()).toThrow('There are 2 access tokens already.');
  });

  it('is refused from its deletion on', async () => {
    const { scim, tenant } = await startScim();
    const [first] = tenant.tokens;
    expect(tenant.deleteToken(first?.tokenId ?? '')).toBe(true);
    expect((await scim('GET', CONFIG)).status).toBe(401);
    expect(tenant.deleteToken('no such token')).toBe(false);
  });

  it('that is expired still counts as one of two', async () => {
    const clock = stoppedClock();
    const { tenant } = await startScim(clock);
    tenant.generateToken();
    clock.forwardSeconds(366 * 24 * 60 * 60);
    expect(() => tenant.generateToken()).toThrow('There are 2 access tokens already.');
  });
});

describe('a fault', () => {
  it('is answered in the form of SCIM', async () => {
    const { scim } = await startScim({
      intercept: ({ service }) => (service === 'scim' ? throttled(7) : undefined),
    });
    const { status, body, headers } = await scim('GET', CONFIG);
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('7');
    expect(body).toMatchObject({ status: '429', detail: 'Rate exceeded' });
  });

  it('can be a refused token, for one operation alone', async () => {
    const { scim, requests } = await startScim({
      intercept: ({ operation }) => (operation === 'CreateUser' ? unauthorised() : undefined),
    });
    const body = userBody('alice@example.com');
    expect((await scim('POST', '/Users', { body })).status).toBe(401);
    expect((await scim('GET', '/Users')).status).toBe(200);
    expect(requests.map(({ service, operation }) => `${service} ${operation}`)).toEqual([
      'scim CreateUser',
      'scim ListUsers',
    ]);
  });

  it('can be a connection that is dropped', async () => {
    const { scim } = await startScim({ intercept: () => 'drop' });
    await expect(scim('GET', CONFIG)).rejects.toThrow();
  });
});

it.each([
  ['PUT', '/Groups/1'],
  ['POST', '/Bulk'],
  ['POST', '/Users/.search'],
  ['GET', '/Me'],
  ['GET', '//Users'],
  ['GET', ''],
])('refuses %s %s, which AWS does not have', async (method, path) => {
  const { scim } = await startScim();
  const { status, body } = await scim(method, path);
  expect(status).toBe(400);
  expect(body.detail).toBe('Request is unparsable, syntactically incorrect, or violates schema.');
});

it.each(['', '{"userName":', 'userName=alice'])('refuses the body "%s"', async (body) => {
  const aws = await startScim();
  expect((await aws.scim('POST', '/Users', { body })).status).toBe(400);
  expect(newestReason(aws)).toBe('Invalid JSON from RequestBody');
});
