import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What becomes of the answer to a request after the server behind has acted on it. */
export type Fate = 'passed on' | 'lost' | 'a server error';

/** A proxy on loopback in front of a server. */
export interface LosingProxy {
  readonly url: string;
  /** Decides over each answer; a test changes it at any time. */
  decide: (request: { method: string; path: string }) => Fate;
}

/**
 * Starts a proxy that passes every request on, and answers only where `decide` lets it: what a
 * network or a proxy in front of authentik does to a client, while the server has already acted.
 */
export async function startLosingProxy(behind: string): Promise<LosingProxy> {
  const proxy: LosingProxy & { url: string } = { url: '', decide: () => 'passed on' };
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/' } = incoming;
    forward(incoming, behind)
      .then(({ status, headers, body }) => {
        const fate = proxy.decide({ method, path });
        if (fate === 'lost') outgoing.destroy();
        else if (fate === 'a server error') outgoing.writeHead(500).end();
        else answer(outgoing, status, headers, body);
      })
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  proxy.url = `http://127.0.0.1:${address.port}`;
  return proxy;
}

async function forward(incoming: IncomingMessage, behind: string) {
  const sent = await buffer(incoming);
  const { method, headers, url = '/' } = incoming;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(new URL(url, behind), { method, headers }, resolve).on('error', reject).end(sent);
  });
  const { statusCode: status = 502, headers: received } = response;
  return { status, headers: received, body: await buffer(response) };
}

function answer(
  outgoing: ServerResponse,
  status: number,
  headers: IncomingMessage['headers'],
  body: Buffer,
): void {
  const { 'transfer-encoding': _chunked, ...rest } = headers;
  outgoing.writeHead(status, { ...rest, 'content-length': body.length }).end(body);
}
