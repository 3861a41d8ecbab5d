import { Hono } from 'hono';
import { flowRoutes } from './flow-routes.js';
import { loginContext } from './login-context.js';
import type { LoginWorld } from './login-world.js';
import { ssoRoutes } from './sso-routes.js';

/**
 * Everything that a browser asks authentik for when somebody signs in to an application by SAML:
 * the single sign-on addresses, the flows and their executor. The sessions live as long as the
 * routes. Throws when the world's release is none.
 */
export function loginRoutes(world: LoginWorld): Hono {
  const context = loginContext(world);
  const app = new Hono();
  app.route('/', ssoRoutes(context));
  app.route('/', flowRoutes(context));
  return app;
}
