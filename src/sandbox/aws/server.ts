import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';

/** A web server on loopback. */
export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`. */
  endpoint: string;
  /** Ends it, open connections included. */
  close(): Promise<void>;
}

/** Starts a web server on 127.0.0.1 only; port 0 lets the system choose. Rejects when the port is taken. */
export async function startLoopbackServer(
  fetch: Parameters<typeof getRequestListener>[0],
  port: number,
): Promise<LoopbackServer> {
  const server = createServer(getRequestListener(fetch));
  const chosen = await listen(server, port);
  return { endpoint: `http://127.0.0.1:${chosen}`, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
