import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { one, type Server, server } from './calls.js';

/** A SCIM endpoint that refuses every request, once it is let. */
async function endpoint() {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const listening = createServer(async (_request, response) => {
    await released;
    response.writeHead(401).end();
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    release();
    listening.closeAllConnections();
    listening.close();
  });
  const address = listening.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}/scim/v2`, release };
}

/** A server with a SCIM provider on an application, whose synchronisation has begun. */
async function duringSync(onDeletionDuringSync: 'delete' | 'stumble') {
  const on = await server('2025.10.4', { onDeletionDuringSync });
  const { url, release } = await endpoint();
  const scim = { name: 'scim', url, token: 'scim-token' };
  const { pk } = one(await on.call('POST', '/providers/scim/', scim));
  await on.settled();
  const application = { name: 'AWS', slug: 'aws', backchannel_providers: [pk] };
  await on.call('POST', '/core/applications/', application);
  await on.call('PATCH', `/providers/scim/${pk}/`, {});
  const letItEnd = async () => {
    release();
    await on.settled();
  };
  return { on, letItEnd };
}

async function statusOf(on: Server, method: string, path: string): Promise<number> {
  return (await on.call(method, path)).status;
}

describe.each(['/core/applications/aws/', '/providers/scim/1/'])(
  'the deletion of %s while a synchronisation is not over',
  (path) => {
    it('is as any other', async () => {
      const { on, letItEnd } = await duringSync('delete');
      expect(await statusOf(on, 'DELETE', path)).toBe(204);
      await letItEnd();
    });

    it('can make the server stumble, and succeeds once it is over', async () => {
      const { on, letItEnd } = await duringSync('stumble');
      expect(await on.call('DELETE', path)).toEqual({
        status: 405,
        body: expect.stringContaining('<html>'),
      });
      expect(await statusOf(on, 'GET', path)).toBe(200);
      await letItEnd();
      expect(await statusOf(on, 'DELETE', path)).toBe(204);
      expect(await statusOf(on, 'GET', path)).toBe(404);
    });
  },
);
