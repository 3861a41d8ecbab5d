import { type Context, Hono } from 'hono';
import {
  type AuthnRequest,
  decodedRequest,
  parseAuthnRequest,
  RefusedRequest,
} from './authn-request.js';
import { setSessionCookie } from './cookies.js';
import { DEFAULT_LOGIN_FLOW } from './flow-routes.js';
import { type LoginContext, sessionOf, signedInUser } from './login-context.js';
import type { LoginApplication } from './login-world.js';
import { messagePage } from './pages.js';
import type { Session } from './sessions.js';

/** How a sign-in begins: one of the two bindings, or without a request. */
type Beginning = 'redirect' | 'post' | 'init';

type Fields = Record<string, string>;

const BASE = '/application/saml/:slug';

/** The addresses at which service providers and launchers begin a sign-in. */
export function ssoRoutes(context: LoginContext): Hono {
  const app = new Hono();
  const begin = (beginning: Beginning) => (c: Context) => singleSignOn(c, context, beginning);
  app.get(`${BASE}/sso/binding/redirect/`, begin('redirect'));
  app.on(['GET', 'POST'], `${BASE}/sso/binding/post/`, begin('post'));
  app.get(`${BASE}/sso/binding/init/`, begin('init'));
  if (context.features.derivesIssuer) {
    app.get(`${BASE}/`, (c) =>
      singleSignOn(c, context, sessionOf(c, context).savedForm ? 'post' : 'redirect'),
    );
    app.post(`${BASE}/`, begin('post'));
    app.get(`${BASE}/init/`, begin('init'));
  }
  app.get(`${BASE}/metadata/`, (c) => toMetadata(c, context));
  return app;
}

function toMetadata(c: Context, { world }: LoginContext): Response | Promise<Response> {
  const application = world.application(c.req.param('slug') ?? '');
  if (application === undefined) return notFound(c);
  return c.redirect(`/api/v3/providers/saml/${application.provider.pk}/metadata/?download`);
}

async function singleSignOn(
  c: Context,
  context: LoginContext,
  beginning: Beginning,
): Promise<Response> {
  const application = context.world.application(c.req.param('slug') ?? '');
  if (application === undefined) return notFound(c);
  const session = sessionOf(c, context);
  setSessionCookie(c, session);
  const form = c.req.method === 'POST' ? await postedFields(c) : undefined;
  if (signedInUser(session, context) === undefined) {
    if (form !== undefined) session.savedForm = form;
    return toLogin(c, context, session, application);
  }
  try {
    const request = readRequest(beginning, fieldsOf(c, beginning, form, session), application);
    return toAuthorization(c, context, session, application, request);
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    return c.html(messagePage('Bad Request', error.message), 400);
  }
}

/** Remembers what the user wants, and sends him to the login flow. */
function toLogin(
  c: Context,
  { features }: LoginContext,
  session: Session,
  { slug, provider }: LoginApplication,
): Response {
  const { pathname, search } = new URL(c.req.url);
  const next = `${pathname}${search}`;
  session.wantedApplication = slug;
  session.loginFlow = provider.authenticationFlowSlug ?? DEFAULT_LOGIN_FLOW;
  if (!features.skipsDefaultFlow) {
    const value = encodeURIComponent(next).replaceAll('%2F', '/');
    return c.redirect(`/flows/-/default/authentication/?next=${value}`);
  }
  const query = new URLSearchParams(search);
  query.append('next', next);
  return c.redirect(`/if/flow/${session.loginFlow}/?${query}`);
}

function toAuthorization(
  c: Context,
  context: LoginContext,
  session: Session,
  application: LoginApplication,
  request: AuthnRequest,
): Response {
  const user = signedInUser(session, context);
  const flow = application.provider.authorizationFlowSlug;
  session.plan = {
    kind: 'authorization',
    flow,
    applicationSlug: application.slug,
    request,
    denied: user === undefined || !context.world.mayOpen(user, application),
  };
  return c.redirect(`/if/flow/${flow}/${new URL(c.req.url).search}`);
}

function readRequest(
  beginning: Beginning,
  fields: Fields,
  { provider }: LoginApplication,
): AuthnRequest {
  if (beginning === 'init') {
    return provider.defaultRelayState === '' ? {} : { relayState: provider.defaultRelayState };
  }
  const { SAMLRequest: encoded, RelayState: relayState } = fields;
  if (encoded === undefined) throw new RefusedRequest('The SAML request payload is missing.');
  const request = parseAuthnRequest(decodedRequest(encoded, beginning), provider, fields.Signature);
  return relayState === undefined ? request : { ...request, relayState };
}

/** The parameters of a sign-in; a form that was saved before the login is used once. */
function fieldsOf(
  c: Context,
  beginning: Beginning,
  form: Fields | undefined,
  session: Session,
): Fields {
  if (beginning !== 'post') return c.req.query();
  const saved = session.savedForm;
  delete session.savedForm;
  return form ?? saved ?? {};
}

async function postedFields(c: Context): Promise<Fields> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function notFound(c: Context): Response | Promise<Response> {
  return c.html(messagePage('Not Found', 'The requested page does not exist.'), 404);
}
