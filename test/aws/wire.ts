import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';

/** An answer on the wire: a body, or AWS's exception of that name. */
export type Answer =
  | { readonly body: object }
  | { readonly exception: string; readonly message?: string; readonly extra?: object }
  | { readonly status: number; readonly page: string }
  | 'hang-up'
  | 'silence';

type Handler = (input: Record<string, unknown>) => Answer;

/** One request as it arrived. */
export interface SeenRequest {
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly authorization: string;
}

/**
 * A server that speaks AWS's wire protocols for the operations that a test names; any other request
 * is answered with an exception that no test expects. Used through AWS_ENDPOINT_URL alone.
 */
export function useWire() {
  const handlers = new Map<string, Handler>();
  const seen: SeenRequest[] = [];
  const server = createServer(
    (request, response) => void answer(request, response, handlers, seen),
  );
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const variables = environment(address.port);
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  });
  afterEach(() => {
    handlers.clear();
    seen.length = 0;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    seen,
    on: (operation: string, handler: Handler | Answer) =>
      handlers.set(operation, typeof handler === 'function' ? handler : () => handler),
    operations: () => seen.map(({ operation }) => operation),
  };
}

/** Nothing of the machine's own set-up for AWS may reach a test. */
function environment(port: number): Record<string, string | undefined> {
  return {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'canary-secret-key',
    AWS_SESSION_TOKEN: 'canary-session-token',
    AWS_REGION: 'eu-central-1',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PROFILE: undefined,
    AWS_DEFAULT_REGION: undefined,
    HTTPS_PROXY: undefined,
    https_proxy: undefined,
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: ReadonlyMap<string, Handler>,
  seen: SeenRequest[],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const call = readCall(request, Buffer.concat(chunks).toString());
  seen.push({ ...call, authorization: request.headers.authorization ?? '' });
  const handler = handlers.get(call.operation);
  const given: Answer = handler?.(call.input) ?? { exception: 'NoSuchHandlerInTest' };
  if (given === 'hang-up') request.socket.destroy();
  else if (given === 'silence') return;
  else if ('page' in given) send(response, given.status, 'text/html', given.page);
  else if (call.protocol === 'query') sendXml(response, call.operation, given);
  else sendJson(response, given);
}

function readCall(request: IncomingMessage, body: string) {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    const operation = target.split('.').at(-1) ?? '';
    return { protocol: 'json', operation, input: JSON.parse(body) };
  }
  const input = Object.fromEntries(new URLSearchParams(body));
  return { protocol: 'query', operation: input.Action ?? '', input };
}

type Sendable = Exclude<Answer, 'hang-up' | 'silence' | { page: string }>;

function sendJson(response: ServerResponse, given: Sendable): void {
  const body =
    'body' in given
      ? given.body
      : { __type: given.exception, message: given.message ?? '', ...given.extra };
  send(response, 'body' in given ? 200 : 400, 'application/x-amz-json-1.1', JSON.stringify(body));
}

/** The query protocol of STS: flat results and errors, as XML. */
function sendXml(response: ServerResponse, operation: string, given: Sendable): void {
  const tag = (name: string, value: unknown) => `<${name}>${value}</${name}>`;
  if ('body' in given) {
    const result = Object.entries(given.body).map(([name, value]) => tag(name, value));
    const body = tag(`${operation}Response`, tag(`${operation}Result`, result.join('')));
    send(response, 200, 'text/xml', body);
    return;
  }
  const error = tag('Code', given.exception) + tag('Message', given.message ?? '');
  send(response, 403, 'text/xml', tag('ErrorResponse', tag('Error', error)));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'x-amzn-requestid': 'request-1' }).end(body);
}
