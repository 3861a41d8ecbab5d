import type { HttpBindings } from '@hono/node-server';
import type { Asked } from './fault.js';
import type { Faults, Half } from './faults.js';
import { meansOf } from './means.js';
import { openPort, type Port } from './port.js';
import { untrustedCertificate } from './untrusted-certificate.js';

/** How a half answers, behind its edge. */
type Answering = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** A half of the sandbox as its edge sees it. */
export interface EdgeOptions {
  readonly half: Half;
  readonly faults: Faults;
  /** What a request asks for; undefined for one that no fault is meant for, such as a person's. */
  readonly identify: (request: Request) => Promise<Asked | undefined>;
  /** Forgets what a worker was about to do, where there is one. */
  readonly loseQueue?: () => void;
}

/** A half that listens, behind the edge at which faults happen. */
export interface Listening {
  /** Where the half really is. */
  readonly url: string;
  /** Where clients are led, which a fault may lie in. */
  address(): string;
  close(): Promise<void>;
}

/** Lets a half listen on 127.0.0.1; every request meets what is armed before the half sees it. */
export async function listenAtEdge(
  answering: Answering,
  port: number,
  options: EdgeOptions,
): Promise<Listening> {
  const fetch = atEdge(answering, options);
  const { faults, half } = options;
  const open = await openPort(fetch, port);
  const secure =
    faults.detour(half) === 'an untrusted certificate'
      ? await openPort(fetch, 0, await untrustedCertificate())
      : undefined;
  await faults.attach(half, open);
  const url = `http://127.0.0.1:${open.number}`;
  return {
    url,
    address: () => detourOf(faults, half, secure) ?? url,
    async close() {
      await Promise.all([open.close(), secure?.close()]);
    },
  };
}

function detourOf(faults: Faults, half: Half, secure: Port | undefined): string | undefined {
  const detour = faults.detour(half);
  // No name below `.invalid` is ever known (RFC 2606).
  if (detour === 'an unknown host') return `https://${half}.invalid`;
  return detour && secure ? `https://127.0.0.1:${secure.number}` : undefined;
}

function atEdge(answering: Answering, options: EdgeOptions) {
  const { faults, identify } = options;
  return async (request: Request, env: unknown): Promise<Response> => {
    const bindings = bindingsOf(env);
    let act = async () => answering(request, bindings);
    if (!faults.lasting) return act();
    const asked = await identify(request.clone());
    if (asked === undefined) return act();
    const met = { ...asked, ...meansOf(bindings, options) };
    for (const meet of faults.due(asked)) {
      const inner = act;
      act = async () => meet(met, inner);
    }
    return act();
  };
}

/** The listener hands the exchange of Node over with each request. */
function bindingsOf(env: unknown): HttpBindings {
  if (isBindings(env)) return env;
  throw new Error('the sandbox is reached without a connection');
}

function isBindings(env: unknown): env is HttpBindings {
  return typeof env === 'object' && env !== null && 'incoming' in env && 'outgoing' in env;
}
