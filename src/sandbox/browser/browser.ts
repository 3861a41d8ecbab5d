import { CookieJar } from './cookie-jar.js';
import { exchange, type Incoming } from './exchange.js';
import { type Hosts, originFor } from './hosts.js';
import type { PageForm } from './html-page.js';

/** Where a visit ended after all redirects. */
export interface Arrival {
  address: URL;
  status: number;
  contentType: string;
  body: string;
}

type Content = { type: string; body: string };

const JSON_TYPE = 'application/json';

const REDIRECT_LIMIT = 20;

/**
 * A browser over HTTP: it keeps cookies, follows redirects and sends forms, and reaches AWS's hosts
 * at the pretended AWS. It runs no scripts.
 */
export class Browser {
  /** Every address so far, in order. */
  readonly visited: URL[] = [];
  readonly #cookies = new CookieJar();
  readonly #hosts: Hosts;

  constructor(hosts: Hosts) {
    this.#hosts = hosts;
  }

  open(address: URL): Promise<Arrival> {
    return this.#follow('GET', address);
  }

  /** Sends a form, as a click on its button would. */
  submit({ method, action, fields }: PageForm): Promise<Arrival> {
    const parameters = new URLSearchParams(fields);
    if (method === 'POST') {
      const type = 'application/x-www-form-urlencoded';
      return this.#follow('POST', action, { type, body: parameters.toString() });
    }
    const address = new URL(action);
    address.search = parameters.toString();
    return this.#follow('GET', address);
  }

  /** Sends JSON, as the scripts of a page do. */
  postJson(address: URL, value: unknown): Promise<Arrival> {
    return this.#follow('POST', address, { type: JSON_TYPE, body: JSON.stringify(value) });
  }

  async #follow(first: 'GET' | 'POST', start: URL, content?: Content): Promise<Arrival> {
    let address = start;
    let method = first;
    for (let hops = 0; hops <= REDIRECT_LIMIT; hops += 1) {
      const incoming = await this.#send(method, address, method === 'POST' ? content : undefined);
      const { status, location, contentType, body } = incoming;
      if (status < 300 || status > 399 || location === undefined) {
        return { address, status, contentType, body };
      }
      address = new URL(location, address);
      if (status !== 307 && status !== 308) method = 'GET';
    }
    throw new Error(`The sign-in stopped at ${address.host}: it redirects without end`);
  }

  async #send(method: 'GET' | 'POST', address: URL, content?: Content): Promise<Incoming> {
    this.visited.push(address);
    const incoming = await exchange({
      ...{ method, address, origin: originFor(address, this.#hosts) },
      headers: this.#headers(address, content),
      body: content?.body,
    });
    this.#cookies.keep(address.host, incoming.setCookies);
    return incoming;
  }

  #headers(address: URL, content: Content | undefined): Record<string, string> {
    const cookie = this.#cookies.header(address.host);
    return {
      Accept: 'text/html,application/json;q=0.9,*/*;q=0.8',
      ...(cookie !== undefined && { Cookie: cookie }),
      ...(content && { 'Content-Type': content.type }),
      ...(content?.type === JSON_TYPE && this.#ofScripts(address)),
      ...forwarded(address, originFor(address, this.#hosts)),
    };
  }

  /** What authentik's protection against forged requests asks of a user who is signed in. */
  #ofScripts({ host, href, origin }: URL): Record<string, string> {
    const token = this.#cookies.value(host, 'authentik_csrf');
    const page = { Origin: origin, Referer: href };
    return token === undefined ? page : { ...page, 'X-authentik-CSRF': token };
  }
}

/**
 * What a proxy that ends TLS says, for a server whose public addresses are https while it is
 * reached without. authentik believes it from loopback and private networks unless told otherwise.
 */
function forwarded(address: URL, origin: URL): Record<string, string> {
  if (address.protocol === origin.protocol) return {};
  return { 'X-Forwarded-Proto': address.protocol.replace(':', '') };
}
