import { deflateRawSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import { loginRoutes } from '../../../../src/sandbox/authentik/saml/login-routes.js';
import type { LoginWorld } from '../../../../src/sandbox/authentik/saml/login-world.js';

/** What came back for one request; nothing is followed. */
export interface Answer {
  /** Path and query of the request. */
  path: string;
  status: number;
  location: string | undefined;
  cookies: string[];
  type: string;
  text: string;
  /** The body where it is JSON, else empty. */
  body: Record<string, unknown>;
}

/** A browser with one cookie jar at a pretended authentik on a port of its own. */
export interface Browser {
  origin: string;
  get(path: string): Promise<Answer>;
  postJson(path: string, json: unknown): Promise<Answer>;
  postForm(path: string, fields: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

/** Starts the routes of a world on a free port and opens a browser at them. */
export async function openBrowser(world: LoginWorld): Promise<Browser> {
  const { server, origin } = await started(world);
  const jar = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = new Headers(init.headers);
    headers.set('Cookie', [...jar].map((pair) => pair.join('=')).join('; '));
    const response = await fetch(origin + path, { ...init, headers, redirect: 'manual' });
    const answer = await answerOf(path, response);
    for (const cookie of answer.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    return answer;
  };
  return {
    origin,
    get: (path) => send(path),
    postJson: (path, json) => {
      const headers = { 'Content-Type': 'application/json' };
      return send(path, { method: 'POST', headers, body: JSON.stringify(json) });
    },
    postForm: (path, fields) => {
      return send(path, { method: 'POST', body: new URLSearchParams(fields) });
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Where a browser goes after an answer: redirects, the page of a flow, the executor behind it. */
export function nextPath(answer: Answer): string {
  const { location, body } = answer;
  const flowPage = /^\/if\/flow\/([^/]+)\/\??(.*)$/.exec(location ?? '');
  if (flowPage !== null) {
    const [, slug, query = ''] = flowPage;
    return `/api/v3/flows/executor/${slug}/?query=${encodeURIComponent(query)}`;
  }
  if (location !== undefined) return location;
  return typeof body.to === 'string' ? body.to : answer.path;
}

/** Follows redirects of every kind until something is asked or refused. */
export async function follow(browser: Browser, first: Answer): Promise<Answer> {
  let answer = first;
  while (answer.location !== undefined || answer.body.component === 'xak-flow-redirect') {
    answer = await browser.get(nextPath(answer));
  }
  return answer;
}

/** Types a user name and a password into the login flow, from wherever it was begun. */
export async function signIn(
  browser: Browser,
  begun: Answer,
  username: string,
  password = 'correct horse',
): Promise<Answer> {
  const asked = await follow(browser, begun);
  const found = await browser.postJson(asked.path, { uid_field: username });
  const challenge = await follow(browser, found);
  return follow(browser, await browser.postJson(challenge.path, { password }));
}

/** An AuthnRequest as AWS sends it; without a format it asks for none. */
export function authnRequest(acsUrl: string, nameIdFormat?: string): string {
  const policy = nameIdFormat === undefined ? '' : `<p:NameIDPolicy Format="${nameIdFormat}"/>`;
  return `<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="aws_1" Version="2.0" AssertionConsumerServiceURL="${acsUrl}">${policy}</p:AuthnRequest>`;
}

/** The path that begins a sign-in by the redirect binding. */
export function redirectPath(xml: string, base = '/application/saml/aws/sso/binding/redirect/') {
  const SAMLRequest = deflateRawSync(xml).toString('base64');
  return `${base}?${new URLSearchParams({ SAMLRequest, RelayState: 'relay-1' })}`;
}

async function started(world: LoginWorld) {
  const app = loginRoutes(world);
  return new Promise<{ server: ReturnType<typeof serve>; origin: string }>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ server, origin: `http://127.0.0.1:${port}` }),
    );
  });
}

async function answerOf(path: string, response: Response): Promise<Answer> {
  const text = await response.text();
  const type = (response.headers.get('Content-Type') ?? '').split(';')[0] ?? '';
  return {
    path,
    status: response.status,
    location: response.headers.get('Location') ?? undefined,
    cookies: response.headers.getSetCookie(),
    type,
    text,
    body: type === 'application/json' ? JSON.parse(text) : {},
  };
}
