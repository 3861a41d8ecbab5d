import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** A proxy on loopback that passes nothing on. */
export interface ProxyThatAnswers {
  /** For `HTTP_PROXY` and `HTTPS_PROXY`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a proxy that answers every request itself, and every wish for a tunnel as well. */
export async function startProxyThatAnswers(answer: () => Response): Promise<ProxyThatAnswers> {
  const server = createServer((_request: IncomingMessage, response: ServerResponse) => {
    void written(answer()).then(({ status, headers, body }) =>
      response.writeHead(status, headers).end(body),
    );
  });
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined);
    void written(answer()).then(({ status, headers, body }) => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      // Only a 2xx opens a tunnel (RFC 9110, 9.3.6); a page in its place opens none.
      const refusal = status < 300 ? 403 : status;
      const head = `HTTP/1.1 ${refusal} ${STATUS_CODES[refusal] ?? ''}\r\n${lines.join('')}`;
      socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function written(answer: Response) {
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: await answer.text(),
  };
}
