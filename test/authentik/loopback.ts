import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a test answers to a request: JSON unless `text` is given. */
export interface Reply {
  status?: number;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
}

/** A request as it arrived; the path is without `/api/v3`, its query apart. */
export interface Arrived {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: unknown;
}

export interface Loopback {
  url: string;
  requests: Arrived[];
}

/** Key and certificate of a server that speaks https. */
export interface Tls {
  key: string;
  cert: string;
}

/** Serves on a free loopback port until the test is over, and keeps what arrived. */
export async function serve(
  reply: (request: Arrived) => Reply | Promise<Reply>,
  tls?: Tls,
): Promise<Loopback> {
  const requests: Arrived[] = [];
  const listener: RequestListener = async (incoming, outgoing) => {
    const request = await read(incoming);
    requests.push(request);
    const { status = 200, json, text, headers = {} } = await reply(request);
    const type = text === undefined ? 'application/json' : 'text/html; charset=utf-8';
    outgoing.writeHead(status, { 'Content-Type': type, ...headers });
    outgoing.end(status === 204 ? undefined : (text ?? JSON.stringify(json)));
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  const port = await listen(server);
  onTestFinished(() => server.closeAllConnections());
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, requests };
}

/** Starts any server on a free loopback port, and stops it after the test. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function read(incoming: IncomingMessage): Promise<Arrived> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  return {
    method: incoming.method ?? '',
    path: url.pathname.replace(/^\/api\/v3/, ''),
    query: url.searchParams,
    headers: incoming.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
