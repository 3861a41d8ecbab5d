import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';

/** What a half answers with. */
export type Fetch = Parameters<typeof getRequestListener>[0];

/** A port on loopback that can be closed to everybody for a while. */
export interface Port {
  readonly number: number;
  /** Closes the port, open connections included, for so many milliseconds or until `accept`. */
  refuse(milliseconds: number | undefined): Promise<void>;
  /** Listens again, under the same number. */
  accept(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** A certificate with its key, as PEM texts. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * Starts a web server on 127.0.0.1 only; port 0 lets the system choose. Rejects when the port is
 * taken.
 */
export async function openPort(
  fetch: Fetch,
  port: number,
  certificate?: Certificate,
): Promise<Port> {
  const handler = getRequestListener(fetch);
  const server = certificate ? createTlsServer(certificate, handler) : createServer(handler);
  // A client that pauses between its requests is not to meet a connection that is being closed.
  server.keepAliveTimeout = 60_000;
  const number = await listen(server, port);
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const accept = async () => {
    clearTimeout(timer);
    if (!closed && !server.listening) await listen(server, number);
  };
  return {
    number,
    accept,
    async refuse(milliseconds) {
      await stop(server);
      clearTimeout(timer);
      if (milliseconds === undefined) return;
      timer = setTimeout(() => void accept().catch(() => undefined), milliseconds).unref();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await stop(server);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // An error says that it did not listen.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
