import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../matcher.js';
import { type Judged, judge } from './aws-rules.js';
import { Directory } from './directory.js';

/** One request that the endpoint was sent, in the form in which requests were recorded. */
export interface SentRequest {
  method: string;
  /** With its query, decoded but for the `+` that stands for a space. */
  path: string;
  body?: Record<string, unknown>;
  answered: number;
}

/** What an endpoint answers otherwise than AWS does. */
export interface EndpointOptions {
  /** Takes every PATCH, and does not say what it supports, as the recorder of the API did. */
  isLenient?: boolean;
}

/** A SCIM endpoint on loopback that answers as the recorder's did, and remembers what it was sent. */
export class AwsLikeEndpoint {
  readonly directory = new Directory();
  readonly requests: SentRequest[] = [];
  /** The token that it takes; any when undefined. */
  token: string | undefined;
  /** Is waited for before a request is answered. */
  whenAsked: (() => Promise<void>) | undefined;
  readonly #server: Server;
  readonly #options: EndpointOptions;

  private constructor(options: EndpointOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      void this.#take(request, response);
    });
  }

  /** Starts an endpoint on a free port. */
  static async start(options: EndpointOptions = {}): Promise<AwsLikeEndpoint> {
    const endpoint = new AwsLikeEndpoint(options);
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    return endpoint;
  }

  /** Without a closing slash. */
  get url(): string {
    return `${this.#origin}/tenant/scim/v2`;
  }

  /** An address at which every request is refused. */
  get deniedUrl(): string {
    return `${this.#origin}/denied/scim/v2`;
  }

  get #origin(): string {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('It is not listening.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** The requests since this was last called. */
  taken(): SentRequest[] {
    return this.requests.splice(0);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const part of request) text += String(part);
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    const body = isRecord(json) ? json : undefined;
    const { method = '' } = request;
    const [, tenant, end = ''] = /^\/(\w+)\/scim\/v2(.*)$/.exec(request.url ?? '') ?? [];
    const path = decodeURIComponent(end);
    await this.whenAsked?.();
    const authorised = request.headers.authorization === `Bearer ${this.token}`;
    const isOpen = tenant === 'tenant' && (this.token === undefined || authorised);
    const answer: Judged = isOpen
      ? judge(this.directory, { method, path, body: body ?? {} }, this.#options.isLenient === true)
      : { status: 401, detail: 'Request is missing authentication, or authentication failed.' };
    this.requests.push({ method, path, ...(body && { body }), answered: answer.status });
    send(response, answer);
  }
}

function send(response: ServerResponse, { status, body, detail }: Judged): void {
  const schema = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  const error = { schema, schemas: schema, detail, status: String(status) };
  response.writeHead(status, { 'content-type': 'application/scim+json' });
  response.end(status === 204 ? undefined : JSON.stringify(body ?? error));
}
