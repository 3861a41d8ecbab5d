import { Hono } from 'hono';
import { Faults, listenAtEdge } from '../faults/index.js';
import { apiRoutes } from './api.js';
import { askedOf } from './edge.js';
import { missingPage } from './http/answers.js';
import { parseRelease, recordedReleases } from './releases.js';
import { loginRoutes } from './saml/login-routes.js';
import { loginWorld } from './saml-seam.js';
import { Worker } from './scim/worker.js';
import { noScimSync } from './scim-sync.js';
import { furnish } from './world/start.js';
import { tokenWith } from './world/token-with.js';
import { emptyWorld, type World } from './world/world.js';

export { newestRecordedRelease, recordedReleases } from './releases.js';

/** How the pretended authentik is to be started. */
export interface AuthentikOptions {
  /** Any release from 2023.5 to 2026.8, such as `2025.4.4`. */
  release: string;
  /** 0 takes a free port. */
  port?: number;
  /** The server's clock. */
  now?: () => Date;
  /**
   * What happens when a SCIM provider is saved while its synchronisation is not finished: the next
   * one waits for its turn (`queue`, unless told otherwise), or the two wait for each other for
   * good (`hang`), as seen on real workers of the default size.
   */
  onSecondSync?: 'queue' | 'hang';
  /**
   * What happens when an application or a SCIM provider is deleted while a synchronisation is not
   * finished: it is deleted (unless told otherwise), or the server stumbles and nothing is, as one
   * recorded server did once.
   */
  onDeletionDuringSync?: 'delete' | 'stumble';
  /**
   * How long after it broke off a page of objects is tried again (from 2025.8 on), in
   * milliseconds; 10460 unless told otherwise, as recorded.
   */
  syncRetryDelay?: number;
  /** Is asked before everything else; an answer of its own is sent instead (failures, delays). */
  intercept?: (request: Request) => Promise<Response | undefined>;
  /** Is told of each request that was acted on, while its answer still waits to be sent. */
  afterwards?: (request: Request) => Promise<void>;
  /** What goes wrong; see `faults/`. */
  faults?: Faults;
}

/** One request that the server saw; the path with its query. */
interface SeenRequest {
  method: string;
  path: string;
}

/** A pretended authentik that listens on loopback. */
export interface AuthentikSandbox {
  /** Without a closing slash. A fault may lie in it; it is another one when that is gone. */
  readonly url: string;
  /** The administrator's API token. Made up, no secret. */
  token: string;
  /** The release that is played, with its patch. */
  release: string;
  /** Whether a real server of this very release was recorded; if not, its answers are derived. */
  recorded: boolean;
  /** Made up, no secret. */
  alicePassword: string;
  /** What was asked so far, the oldest first. */
  requests: SeenRequest[];
  /** A new token of a service account that holds these permissions (`authentik_core.view_user`). */
  tokenWith(permissions: readonly string[]): string;
  /**
   * Resolves when every queued synchronisation has ended, hangs, or waits to be tried again.
   * Throws when one failed because of a mistake in the sandbox.
   */
  settled(): Promise<void>;
  /** The remedy for a worker that hangs. What it had in hand is lost. */
  restartWorker(): void;
  /** Stops listening and ends what the worker is doing. */
  close(): Promise<void>;
}

/**
 * Starts a pretended authentik on 127.0.0.1. Throws for a release that it cannot play, and when
 * the port is taken.
 */
export async function startAuthentik(options: AuthentikOptions): Promise<AuthentikSandbox> {
  const release = parseRelease(options.release);
  const now = options.now ?? (() => new Date());
  const world = emptyWorld(release, now, noScimSync);
  const worker = new Worker(world, {
    onSecondSync: options.onSecondSync ?? 'queue',
    retryDelay: options.syncRetryDelay ?? 10_460,
    onDeletionDuringSync: options.onDeletionDuringSync ?? 'delete',
  });
  world.scimSync = worker;
  const { token, alicePassword } = furnish(world);
  const requests: SeenRequest[] = [];
  const app = whole(world, requests, { ...options, now });
  const { faults = new Faults(), port = 0 } = options;
  const listening = await listenAtEdge(app.fetch, port, {
    half: 'authentik',
    faults,
    identify: askedOf(world),
    loseQueue: () => worker.restart(),
  });
  let closing: Promise<unknown> | undefined;
  return {
    get url() {
      return listening.address();
    },
    ...{ token, alicePassword, requests },
    release: release.text,
    recorded: recordedReleases.includes(release.text),
    tokenWith: (permissions) => tokenWith(world, permissions),
    settled: () => worker.settled(),
    restartWorker: () => worker.restart(),
    async close() {
      closing ??= Promise.all([worker.stop(), listening.close()]);
      await closing;
    },
  };
}

/** Everything that the server answers: the sign-in before the API. */
function whole(
  world: World,
  requests: SeenRequest[],
  {
    intercept,
    afterwards,
    now,
  }: Pick<AuthentikOptions, 'intercept' | 'afterwards'> & { now: () => Date },
): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    requests.push({ method: c.req.method, path: pathname + search });
    const instead = await intercept?.(c.req.raw.clone());
    if (instead) return instead;
    await next();
    nameTypeOfRedirect(c.res);
    c.res.headers.set('date', now().toUTCString());
    await afterwards?.(c.req.raw);
    return undefined;
  });
  app.route('/', loginRoutes(loginWorld(world)));
  app.route('/', apiRoutes(world));
  app.notFound((c) => missingPage(c.req.method));
  return app;
}

/** Django gives a redirect the type of a page, although there is no page in it. */
function nameTypeOfRedirect({ status, headers }: Response): void {
  const redirects = status >= 300 && status < 400;
  if (redirects && !headers.has('content-type')) {
    headers.set('content-type', 'text/html; charset=utf-8');
  }
}
