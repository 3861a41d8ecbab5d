import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { enterPortal, portalUrlOf } from './access-portal.js';
import { consumeAssertion, type SignInMemory } from './assertion-consumer-service.js';
import { OpenRequests } from './open-requests.js';
import { notTakenPage } from './pages.js';
import { UsedAssertions } from './used-assertions.js';
import type { ServiceProviderWorld } from './world.js';

/** The greatest body of a request, in bytes: a response at its limit, URL-encoded. */
const BODY_LIMIT = 500_000;

/**
 * AWS's sign-in side as a web application: the access portal in all its forms, and the assertion
 * consumer services. Requests are told apart by the Host header and the path, as if they had come
 * to AWS; other addresses are answered 404. Every call makes a service provider of its own, with
 * its own open requests and used assertions.
 */
export function serviceProviderRoutes(world: ServiceProviderWorld): Hono {
  const memory: SignInMemory = { open: new OpenRequests(), used: new UsedAssertions() };
  const app = new Hono();
  app.use(bodyLimit({ maxSize: BODY_LIMIT }));
  app.all('*', (context) => answer(context, world, memory));
  return app;
}

function answer(
  context: Context,
  world: ServiceProviderWorld,
  memory: SignInMemory,
): Response | Promise<Response> {
  const address = visited(context);
  if (world.instance.acsUrls.includes(address)) {
    if (context.req.method === 'POST') return consumeAssertion(context, world, memory);
    const text = 'An assertion consumer service takes responses by POST only';
    return context.html(notTakenPage(text), 405, { Allow: 'POST' });
  }
  const portalUrl = portalUrlOf(address, world.instance.portalUrls);
  if (portalUrl !== undefined && context.req.method === 'GET') {
    return enterPortal(context, world, memory.open, portalUrl);
  }
  return context.html(notTakenPage(`There is no page at ${address}`), 404);
}

/** The address as the browser believes to visit it: AWS's are all https, loopback is not. */
function visited({ req }: Context): string {
  const host = req.header('host') ?? new URL(req.url).host;
  return `https://${host.toLowerCase()}${req.path}`;
}
