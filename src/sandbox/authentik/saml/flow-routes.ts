import { type Context, Hono } from 'hono';
import {
  type AuthenticationStep,
  answerAuthentication,
  type FlowAnswer,
  showAuthentication,
} from './authentication-flow.js';
import { finishAuthorization } from './authorization-flow.js';
import { redirectChallenge } from './challenges.js';
import { setSessionCookie, setSignedInCookies } from './cookies.js';
import { type LoginContext, requestOrigin, sessionOf, signedInUser } from './login-context.js';
import { messagePage, type Page } from './pages.js';
import type { AuthenticationPlan, AuthorizationPlan, Session } from './sessions.js';

/** The login flow that authentik comes with. */
export const DEFAULT_LOGIN_FLOW = 'default-authentication-flow';

const EXECUTOR = '/api/v3/flows/executor/:slug/';

/** The pages of flows, and the executor's API behind them. */
export function flowRoutes(context: LoginContext): Hono {
  const app = new Hono();
  app.get('/flows/-/default/authentication/', (c) => toDefaultFlow(c, context));
  app.get('/flows/-/cancel/', (c) => {
    delete sessionOf(c, context).plan;
    return c.redirect(localPath(c.req.query('next')) ?? '/');
  });
  app.get('/if/flow/:slug/', (c) => c.html(flowPage(c.req.param('slug'))));
  app.get(EXECUTOR, (c) => execute(c, context, undefined));
  app.post(EXECUTOR, async (c) => {
    const answer: unknown = await c.req.json().catch(() => undefined);
    if (!isObject(answer)) return c.json({ detail: 'JSON parse error' }, 400);
    return execute(c, context, answer);
  });
  return app;
}

/** On authentik a script walks the flow in this page; here only the executor behind it exists. */
function flowPage(flow: string): Page {
  const address = EXECUTOR.replace(':slug', flow);
  return messagePage(flow, `The pretended authentik shows no forms: ask the executor, ${address}`);
}

function toDefaultFlow(c: Context, context: LoginContext): Response {
  const flow = sessionOf(c, context).loginFlow ?? DEFAULT_LOGIN_FLOW;
  return c.redirect(`/if/flow/${flow}/?${new URLSearchParams(c.req.query())}`);
}

function execute(
  c: Context,
  context: LoginContext,
  answer: Record<string, unknown> | undefined,
): Response {
  const session = sessionOf(c, context);
  const plan = planFor(c.req.param('slug') ?? '', session);
  if (plan === undefined) {
    const detail = context.features.namesMissingObject
      ? 'No Flow matches the given query.'
      : 'Not found.';
    return c.json({ detail }, 404);
  }
  if (plan.kind === 'authorization') return authorize(c, context, session, plan);
  session.plan = plan;
  return authenticate(c, { context, session, plan, next: nextOf(c) }, answer);
}

/** The session's plan for a flow, or a new one for a login flow; undefined for unknown flows. */
function planFor(
  flow: string,
  session: Session,
): AuthenticationPlan | AuthorizationPlan | undefined {
  if (session.plan?.flow === flow) return session.plan;
  if (flow !== DEFAULT_LOGIN_FLOW && flow !== session.loginFlow) return undefined;
  const stage = session.signedIn === undefined ? 'identification' : 'done';
  return { kind: 'authentication', flow, stage, failures: 0 };
}

function authenticate(
  c: Context,
  step: AuthenticationStep,
  answer: Record<string, unknown> | undefined,
): Response {
  const result =
    answer === undefined ? showAuthentication(step) : answerAuthentication(step, answer);
  if (result.kind === 'finished') {
    const { world, features } = step.context;
    setSignedInCookies(c, world.now(), features.remembersDevice);
  }
  setSessionCookie(c, step.session);
  return respond(c, result);
}

function respond(c: Context, answer: FlowAnswer): Response {
  if (answer.kind !== 'again') return c.json(answer.challenge);
  const query = new URLSearchParams({ query: c.req.query('query') ?? '' });
  return c.redirect(`${c.req.path}?${query}`);
}

function authorize(
  c: Context,
  context: LoginContext,
  session: Session,
  plan: AuthorizationPlan,
): Response {
  const application = context.world.application(plan.applicationSlug);
  const user = signedInUser(session, context);
  setSessionCookie(c, session);
  if (application === undefined || user === undefined) {
    return c.json(redirectChallenge('/', context.features));
  }
  const origin = requestOrigin(c.req.raw);
  return c.json(finishAuthorization({ context, session, plan, application, user, origin }));
}

/** The executor gets the page's own query as one value; `next` is in there. */
function nextOf(c: Context): string | undefined {
  const pageQuery = new URLSearchParams(c.req.query('query') ?? '');
  return localPath(pageQuery.get('next') ?? undefined);
}

/** Addresses of other servers are not followed. */
function localPath(path: string | undefined): string | undefined {
  return path?.startsWith('/') && !path.startsWith('//') ? path : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
