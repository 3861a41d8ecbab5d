import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { errorResponse } from './api/answer.js';
import { AwsError } from './api/errors.js';
import type { IdentifiedCall } from './api/identify.js';
import { perform } from './api/perform.js';
import { consolePages } from './console/index.js';
import { isForServiceProvider, type LoggedRequest, logged, readCall } from './requests.js';
import { scimErrorResponse } from './scim/answer.js';
import { answerScim } from './scim/routes.js';
import { serviceProviderRoutes } from './service-provider/routes.js';
import { serviceProviderWorld } from './service-provider-seam.js';
import { type Instance, serviceProviderUrls } from './world/instance.js';
import type { World } from './world/world.js';

/**
 * Asked before anything is done for a request: nothing lets it pass, an AwsError is answered in its
 * place, `drop` closes the connection without an answer. It may wait, for a slow AWS.
 */
export type Intercept = (
  request: LoggedRequest,
) => AwsError | 'drop' | undefined | Promise<AwsError | 'drop' | undefined>;

/** What the web application is made of. */
export interface AppParts {
  world: World;
  pageSize: number;
  intercept: Intercept;
  /** Is told of each request that was acted on, while its answer still waits to be sent. */
  afterwards: (request: LoggedRequest) => Promise<void>;
  /** Where every request is written to. */
  requests: LoggedRequest[];
}

type Env = { Bindings: HttpBindings; Variables: { call: IdentifiedCall | undefined } };

/** The whole pretended AWS as one web application: API, SCIM, console, access portal and sign-in. */
export function createApp(parts: AppParts): Hono<Env> {
  const { world, pageSize } = parts;
  const app = new Hono<Env>();
  app.onError(failed);
  app.use(async (context, next) => {
    const request = await noted(context, parts);
    const instead = await intercepted(context, request, parts);
    const date = parts.world.now().toUTCString();
    if (instead === RESPONSE_ALREADY_SENT) return instead;
    if (instead !== undefined) return dated(instead, date);
    await next();
    dated(context.res, date);
    await parts.afterwards(request);
    return undefined;
  });
  app.use(async (context, next) => (await answerScim(context, { world, pageSize })) ?? next());
  const [instance] = world.instances;
  if (instance !== undefined) mountPages(app, world, instance);
  app.post('/', (context) => {
    const call = context.get('call');
    if (call === undefined) return context.notFound();
    return perform(call, { world, pageSize, authorization: context.req.header('authorization') });
  });
  return app;
}

/** By the world's clock, which need not be the machine's. */
function dated(response: Response, date: string): Response {
  response.headers.set('date', date);
  return response;
}

async function noted(context: Context<Env>, { requests }: AppParts): Promise<LoggedRequest> {
  const call = await readCall(context);
  context.set('call', call);
  const request = logged(context, call);
  requests.push(request);
  return request;
}

async function intercepted(
  context: Context<Env>,
  request: LoggedRequest,
  { world, intercept }: AppParts,
): Promise<Response | undefined> {
  const answer = await intercept(request);
  if (answer === 'drop') {
    context.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (answer === undefined) return undefined;
  if (request.service === 'scim') return scimErrorResponse(answer, world.now());
  return errorResponse(context.get('call') ?? noCall, answer);
}

/** What only an instance has: the service provider on AWS's hosts, and the console. */
function mountPages(app: Hono<Env>, world: World, instance: Instance): void {
  const serviceProvider = serviceProviderRoutes(serviceProviderWorld(world, instance));
  serviceProvider.onError(failed);
  app.use((context, next) =>
    isForServiceProvider(context)
      ? Promise.resolve(serviceProvider.fetch(context.req.raw))
      : next(),
  );
  app.route('/console', consolePages(world, instance));
  app.get('/start', (context) => context.redirect(serviceProviderUrls(instance).classicPortal));
}

/** What no operation was asked of is answered in JSON. */
const noCall = { protocol: 'json', service: undefined } as const;

/** A bug of the sandbox; without this the web framework would print it. */
function failed(error: Error): Response {
  return errorResponse(noCall, new AwsError('InternalFailure', error.stack ?? error.message, 500));
}
