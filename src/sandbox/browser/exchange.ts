import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** One HTTP request of the browser. */
export interface Outgoing {
  method: 'GET' | 'POST';
  /** The address that the browser believes to visit; its host becomes the Host header. */
  address: URL;
  /** Where the connection goes. */
  origin: URL;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
}

/** What came back; redirects are not followed here. */
export interface Incoming {
  status: number;
  location: string | undefined;
  setCookies: readonly string[];
  contentType: string;
  body: string;
}

const TIMEOUT = 30_000;
const BODY_LIMIT = 5_000_000;

/**
 * Sends one request. Rejects with an Error that names the host and what went wrong, without the
 * query, the headers or the body, in which secrets travel.
 */
export function exchange(outgoing: Outgoing): Promise<Incoming> {
  const { address, origin, method, body } = outgoing;
  const send = origin.protocol === 'https:' ? httpsRequest : httpRequest;
  const length = body === undefined ? {} : { 'Content-Length': `${Buffer.byteLength(body)}` };
  const options: RequestOptions & { servername: string } = {
    method,
    hostname: origin.hostname,
    port: origin.port,
    path: address.pathname + address.search,
    servername: address.hostname,
    headers: { ...outgoing.headers, ...length, Host: address.host },
    agent: false,
    timeout: TIMEOUT,
  };
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(unreachable(outgoing, error));
    const request = send(options, (response) => read(response).then(resolve, fail));
    request.on('timeout', () => request.destroy(new Error('it did not answer in 30 seconds')));
    request.on('error', fail);
    request.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Error('its answer is longer than 5 megabytes');
    chunks.push(chunk);
  }
  return {
    status: response.statusCode ?? 0,
    location: response.headers.location,
    setCookies: response.headers['set-cookie'] ?? [],
    contentType: response.headers['content-type'] ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function unreachable({ address, origin }: Outgoing, error: Error): Error {
  const place = address.host === origin.host ? origin.origin : `${address.host} (${origin.origin})`;
  return new Error(`The sign-in stopped at ${place}: ${error.message || 'no connection'}`);
}
