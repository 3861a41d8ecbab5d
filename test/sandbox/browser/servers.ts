import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { serviceProviderRoutes } from '../../../src/sandbox/aws/service-provider/routes.js';
import type { ServiceProviderWorld } from '../../../src/sandbox/aws/service-provider/world.js';

/** A server on loopback that a test started and must close. */
export interface RunningServer {
  origin: string;
  close(): Promise<void>;
}

type App = { fetch(request: Request): Response | Promise<Response> };

export async function serve(app: App): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: (request) => app.fetch(request) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The sign-in side of the pretended AWS, with the door that the sandbox opens at `/start`. */
export function serveAws(world: ServiceProviderWorld): Promise<RunningServer> {
  const serviceProvider = serviceProviderRoutes(world);
  const app = new Hono();
  app.get('/start', (context, next) => {
    const isLoopback = (context.req.header('host') ?? '').startsWith('127.');
    return isLoopback ? context.redirect(world.instance.classicPortalUrl) : next();
  });
  app.all('*', (context) => serviceProvider.fetch(context.req.raw));
  return serve(app);
}
