import { createServer, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Answer, Twist } from './generators/answers.js';

/** A proxy on loopback whose answers are not quite those of the server behind it. */
export interface TwistingProxy {
  readonly url: string;
  /** What becomes of the answers from now on; it is told how many came before. */
  twist: (answer: Answer, nth: number) => Answer;
  close(): Promise<void>;
}

/** Twists only the answer of this number, counted around when there are fewer. */
export function onlyNth(wanted: number, twist: Twist): TwistingProxy['twist'] {
  return (answer, nth) => (nth % 24 === wanted % 24 ? twist(answer) : answer);
}

/** Starts a proxy that passes everything on and twists JSON on its way back. */
export async function startTwistingProxy(behind: string): Promise<TwistingProxy> {
  let answered = 0;
  const proxy = { url: '', twist: (answer: Answer, _nth: number) => answer };
  const server = createServer((incoming, outgoing) => {
    forward(incoming, behind)
      .then(({ status, headers, text }) => {
        const twisted = proxy.twist({ status, text }, answered);
        answered += 1;
        const { 'transfer-encoding': _chunked, 'content-length': _length, ...rest } = headers;
        outgoing.writeHead(twisted.status, rest).end(twisted.text);
      })
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(proxy, { url: `http://127.0.0.1:${address.port}`, close });
}

async function forward(incoming: IncomingMessage, behind: string) {
  const sent = await buffer(incoming);
  const { method, headers, url = '/' } = incoming;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(new URL(url, behind), { method, headers }, resolve).on('error', reject).end(sent);
  });
  const { statusCode: status = 502, headers: received } = response;
  return { status, headers: received, text: (await buffer(response)).toString('utf8') };
}
