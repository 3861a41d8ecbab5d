import { afterEach } from 'vitest';
import { z } from 'zod';
import {
  type AuthentikOptions,
  type AuthentikSandbox,
  startAuthentik,
} from '../../../src/sandbox/authentik/index.js';

/** What one call was answered. */
export interface Answer {
  status: number;
  body: unknown;
}

/** A server with a short way to call its API. */
export interface Server extends AuthentikSandbox {
  /** `path` below `/api/v3`; the token is the administrator's unless another one is named. */
  call(method: string, path: string, json?: object, token?: string | null): Promise<Answer>;
}

const running: AuthentikSandbox[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

/** Starts a server that is closed when the test is over. */
export async function server(
  release: string,
  options: Omit<AuthentikOptions, 'release'> = {},
): Promise<Server> {
  const sandbox = await startAuthentik({ release, ...options });
  running.push(sandbox);
  return {
    ...sandbox,
    async call(method, path, json, token = sandbox.token) {
      const response = await fetch(`${sandbox.url}/api/v3${path}`, {
        method,
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(json && { 'content-type': 'application/json' }),
        },
        ...(json && { body: JSON.stringify(json) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type') === 'application/json';
      return { status: response.status, body: isJson ? JSON.parse(text) : text };
    },
  };
}

const object = z.record(z.string(), z.unknown());
const list = z.object({ pagination: object, results: z.array(object) });

/** The object that an answer holds; throws when it holds something else. */
export function one({ body }: Answer): Record<string, unknown> {
  return object.parse(body);
}

/** The envelope that an answer holds. */
export function many({ body }: Answer): z.infer<typeof list> {
  return list.parse(body);
}

/** The key of the first object that a list shows. */
async function firstKey(from: Server, path: string): Promise<string> {
  return String(many(await from.call('GET', path)).results[0]?.pk);
}

/** What a SAML provider must be made with in every release. */
export async function samlBody(on: Server, name: string): Promise<Record<string, unknown>> {
  const flows = '/flows/instances/?designation';
  return {
    name,
    authorization_flow: await firstKey(on, `${flows}=authorization`),
    invalidation_flow: await firstKey(on, `${flows}=invalidation`),
    acs_url: 'https://example.com/acs',
  };
}
