import { get } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { startAuthentik } from '../../../src/sandbox/authentik/index.js';
import { startAws } from '../../../src/sandbox/aws/index.js';
import { Faults } from '../../../src/sandbox/faults/index.js';

async function authentikWith(...names: string[]) {
  const faults = new Faults(names);
  const server = await startAuthentik({ release: '2026.2.2', faults });
  onTestFinished(() => server.close());
  const ask = (path = '/admin/version/', method = 'GET') =>
    fetch(`${server.url}/api/v3${path}`, {
      method,
      headers: { authorization: `Bearer ${server.token}` },
    });
  return { faults, server, ask };
}

async function awsWith(...names: string[]) {
  const faults = new Faults(names);
  const server = await startAws({ faults });
  onTestFinished(() => server.close());
  const scope = `${server.accessKeyId}/20260101/${server.region}/sso/aws4_request`;
  const signed = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`;
  const ask = (headers: Record<string, string>, body: string) =>
    fetch(server.endpoint, {
      method: 'POST',
      headers: { authorization: signed, ...headers },
      body,
    });
  return {
    faults,
    server,
    list: () => ask({ 'x-amz-target': 'SWBExternalService.ListInstances' }, '{}'),
    caller: () =>
      ask(
        { 'content-type': 'application/x-www-form-urlencoded' },
        'Action=GetCallerIdentity&Version=2011-06-15',
      ),
  };
}

test('requests are counted: some pass, then it happens, then it is gone', async () => {
  const { ask, faults } = await authentikWith('authentik-unavailable=7+after=1+times=2');
  const statuses: number[] = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await ask()).status);
  expect(statuses).toEqual([200, 503, 503, 200]);
  expect(faults.happened).toBe(2);
});

test('a refusal has the form of authentik, and says what it is told to', async () => {
  const { ask } = await authentikWith('authentik-rate-limited=7');
  const answer = await ask();
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('7');
  expect(await answer.json()).toEqual({ detail: 'Request was throttled.' });
});

test('only the named operation is met', async () => {
  const { ask } = await authentikWith('authentik-server-error+on=GET/core/users/');
  expect((await ask()).status).toBe(200);
  expect((await ask('/core/users/')).status).toBe(500);
});

test('the pages of a sign-in are met by nothing', async () => {
  const { ask } = await authentikWith('authentik-server-error');
  expect((await ask('/flows/executor/default-authentication-flow/')).status).not.toBe(500);
});

test('a right that is taken away is back for the next request', async () => {
  const right = 'authentik_core.view_user';
  const { ask } = await authentikWith(`authentik-without-right=${right}+times=1`);
  expect((await ask('/core/users/')).status).toBe(403);
  expect((await ask('/core/users/')).status).toBe(200);
});

test('a closed port refuses, and listens again when the fault is gone', async () => {
  const { ask, faults } = await authentikWith('authentik-refused');
  await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  await faults.end();
  expect((await ask()).status).toBe(200);
});

test('a restart ends by itself', async () => {
  const { ask } = await authentikWith('authentik-restarts=0.2');
  await expect(ask()).rejects.toThrow();
  await expect.poll(async () => (await ask()).status).toBe(200);
});

test('an answer that breaks off has begun', async () => {
  const { ask } = await authentikWith('authentik-resets+times=1');
  const answer = await ask();
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
  expect((await ask()).status).toBe(200);
});

test('what is slow is answered as soon as the fault is gone', async () => {
  const { ask, faults } = await authentikWith('authentik-slow');
  const waiting = ask();
  await expect.poll(() => faults.happened).toBe(1);
  await faults.end();
  expect((await waiting).status).toBe(200);
});

test('JSON is cut off, or of another shape', async () => {
  const cut = await (await authentikWith('authentik-truncated')).ask();
  const text = await cut.text();
  expect(() => JSON.parse(text)).toThrow();
  const listed = await (await authentikWith('authentik-wrong-types=list')).ask();
  expect(await listed.json()).toEqual([expect.objectContaining({ version_current: '2026.2.2' })]);
});

test('an address leads nowhere, or to a certificate of nobody, until it is over', async () => {
  const nowhere = await authentikWith('authentik-unknown-host');
  expect(nowhere.server.url).toBe('https://authentik.invalid');
  await nowhere.faults.end();
  expect((await nowhere.ask()).status).toBe(200);
  const { ask } = await authentikWith('authentik-untrusted');
  await expect(ask()).rejects.toMatchObject({
    cause: { code: expect.stringMatching(/^(?:UNABLE_TO|SELF_SIGNED)/) },
  });
});

test('AWS refuses in the protocol of the call', async () => {
  const { list, caller } = await awsWith('aws-expired');
  const json = await list();
  expect(json.status).toBe(403);
  expect(await json.json()).toMatchObject({ __type: 'ExpiredTokenException' });
  expect(await (await caller()).text()).toContain('<Code>ExpiredToken</Code>');
});

test('AWS denies one action and no other', async () => {
  const { list, caller } = await awsWith('aws-denies=sso:ListInstances');
  expect(await (await list()).json()).toMatchObject({ __type: 'AccessDeniedException' });
  expect((await caller()).status).toBe(200);
});

test('a SCIM endpoint refuses in its own form, and tells its two clients apart', async () => {
  const { server } = await awsWith('scim-rate-limited=3+from=authentik');
  const ask = (agent: string) =>
    fetch(`${server.endpoint}/tenant/scim/v2/Users`, { headers: { 'user-agent': agent } });
  const refused = await ask('authentik@2026.2.2');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('3');
  expect(refused.headers.get('content-type')).toContain('scim+json');
  expect((await ask('authentik-aws')).status).toBe(401);
});

test('a proxy answers everything, and opens no tunnel', async () => {
  const faults = new Faults(['proxy-wants-password']);
  onTestFinished(() => faults.end());
  const { HTTP_PROXY, HTTPS_PROXY } = await faults.environment();
  expect(HTTP_PROXY).toBe(HTTPS_PROXY);
  expect(faults.detour('authentik')).toBe('an unknown host');
  expect(faults.detour('aws')).toBeUndefined();
  const status = await new Promise((resolve, reject) => {
    get(`${HTTP_PROXY}/anything`, (answer) => resolve(answer.resume().statusCode)).on(
      'error',
      reject,
    );
  });
  expect(status).toBe(407);
  await faults.end();
  expect(await faults.environment()).toEqual({});
  expect(faults.detour('authentik')).toBeUndefined();
});
