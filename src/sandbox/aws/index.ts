import { Faults, listenAtEdge } from '../faults/index.js';
import { createApp, type Intercept } from './app.js';
import { askedOf } from './edge.js';
import type { LoggedRequest } from './requests.js';
import { createWorld, type World, type WorldOptions } from './world/world.js';

export { conflicting, expiredToken, throttled } from './api/errors.js';
export { unauthorised } from './scim/errors.js';

/** How the pretended AWS is to start. */
export interface AwsOptions extends WorldOptions {
  /** The port on 127.0.0.1; 0, the default, lets the system choose. */
  port?: number;
  /** The greatest number of items on a page of any list; small by default, so that callers page. */
  pageSize?: number;
  /** Asked before anything is done for a request; see `Intercept`. */
  intercept?: Intercept;
  /** Is told of each request that was acted on, while its answer still waits to be sent. */
  afterwards?: (request: LoggedRequest) => Promise<void>;
  /** What goes wrong; see `faults/`. */
  faults?: Faults;
}

/** A running pretended AWS. */
export interface AwsSandbox {
  /**
   * `http://127.0.0.1:PORT`, to be used as `AWS_ENDPOINT_URL`. A fault may lie in it; it is another
   * one when that is gone.
   */
  readonly endpoint: string;
  region: string;
  accessKeyId: string;
  /** Made up, and good for nothing outside. */
  secretAccessKey: string;
  /** The account of the credentials. */
  accountId: string;
  /** The address of the console pages. */
  console: string;
  world: World;
  /** Every request so far, oldest first. */
  requests: readonly LoggedRequest[];
  close(): Promise<void>;
}

/** Starts a pretended AWS on loopback; rejects when the port is taken. */
export async function startAws(options: AwsOptions = {}): Promise<AwsSandbox> {
  const world = createWorld(options);
  const requests: LoggedRequest[] = [];
  const { pageSize = 2, intercept = () => undefined, port = 0 } = options;
  const afterwards = options.afterwards ?? (async () => undefined);
  const app = createApp({ world, pageSize, intercept, afterwards, requests });
  const faults = options.faults ?? new Faults();
  const identify = askedOf(world);
  const { url, address, close } = await listenAtEdge(app.fetch, port, {
    half: 'aws',
    faults,
    identify,
  });
  return {
    get endpoint() {
      return address();
    },
    region: world.region,
    accessKeyId: world.caller.accessKeyId,
    secretAccessKey: world.caller.secretAccessKey,
    accountId: world.caller.accountId,
    console: `${url}/console`,
    world,
    requests,
    close,
  };
}
