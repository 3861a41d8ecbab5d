import { inflateRawSync } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import {
  assertionXml,
  responseXml,
  type SigningKey,
  scene,
  signed,
} from '../aws/service-provider/forge.js';
import { type RecordedLogin, recordedStage } from './recorded-login.js';

export const PASSWORD = 'correct horse battery staple';

/** What a test may change of a login. */
export interface FakeLogin {
  key: SigningKey;
  /** Stages between the password and the end, as the executor would ask for them. */
  extraStages?: Record<string, unknown>[];
  /** Changes to the recorded identification stage. */
  identification?: Record<string, unknown>;
  nameId?: string;
}

interface Session {
  request: string | undefined;
  relayState: string | undefined;
  stages: Record<string, unknown>[];
  signedIn: boolean;
}

/** What the browser posted to the executor. */
export type Posted = Record<string, unknown>;

/** A login as a recorded release goes through it, with real signed responses at its end. */
export function fakeAuthentik(login: RecordedLogin, options: FakeLogin) {
  const app = new Hono();
  const posted: Posted[] = [];
  const sessions = new Map<string, Session>();
  const stages = [
    { ...recordedStage(login, 'ak-stage-identification'), ...options.identification },
    recordedStage(login, 'ak-stage-password'),
    ...(options.extraStages ?? []),
  ];
  const sessionOf = (context: Context): Session => {
    const id = getCookie(context, 'authentik_session') ?? `session-${sessions.size}`;
    setCookie(context, 'authentik_session', id, { httpOnly: true, path: '/' });
    const session = sessions.get(id) ?? fresh(stages);
    sessions.set(id, session);
    return session;
  };
  const direct = login.exchanges[0]?.location?.startsWith('/if/flow/') === true;
  const loginPage = direct
    ? '/if/flow/default-authentication-flow/'
    : '/flows/-/default/authentication/';

  app.all('/application/saml/aws/sso/binding/:binding/', async (context) => {
    const session = sessionOf(context);
    await remember(context, session);
    const { pathname, search } = new URL(context.req.url);
    if (!session.signedIn) {
      return context.redirect(`${loginPage}?next=${encodeURIComponent(pathname + search)}`);
    }
    return context.redirect(`/if/flow/default-provider-authorization-implicit-consent/${search}`);
  });
  app.get('/flows/-/default/authentication/', (context) =>
    context.redirect(`/if/flow/default-authentication-flow/${new URL(context.req.url).search}`),
  );
  app.get('/if/flow/:slug/', (context) => context.html('<html><body><ak-flow-executor>'));
  const executor = '/api/v3/flows/executor';
  app.get(`${executor}/default-authentication-flow/`, (context) => {
    const session = sessionOf(context);
    const [stage] = session.stages;
    if (stage !== undefined) return context.json(stage);
    session.signedIn = true;
    setCookie(context, 'authentik_csrf', 'csrf-1', { path: '/' });
    const query = new URLSearchParams(context.req.query('query'));
    const end = recordedStage(login, 'xak-flow-redirect');
    return context.json({ ...end, to: query.get('next') ?? '/' });
  });
  app.post(`${executor}/default-authentication-flow/`, async (context) => {
    const session = sessionOf(context);
    const answer = await context.req.json<Posted>();
    posted.push(answer);
    if (answer.component === 'ak-stage-password' && answer.password !== PASSWORD) {
      // Repeats the password, as a careless server might.
      const error = { string: `Invalid password: ${answer.password}`, code: 'invalid' };
      return context.json({ ...session.stages[0], response_errors: { password: [error] } });
    }
    session.stages.shift();
    return context.redirect(context.req.url);
  });
  app.get(`${executor}/default-provider-authorization-implicit-consent/`, (context) => {
    const session = sessionOf(context);
    const attrs = {
      SAMLResponse: signedResponse(session.request, options),
      ...(session.relayState !== undefined && { RelayState: session.relayState }),
    };
    const end = recordedStage(login, 'ak-stage-autosubmit');
    return context.json({ ...end, url: scene.acs, attrs });
  });
  return { app, posted };
}

function fresh(stages: readonly Record<string, unknown>[]): Session {
  return { request: undefined, relayState: undefined, stages: [...stages], signedIn: false };
}

/** Keeps the request's ID: posted in a form, deflated in the address, or none at all. */
async function remember(context: Context, session: Session): Promise<void> {
  const form = context.req.method === 'POST' ? await context.req.parseBody() : context.req.query();
  const { SAMLRequest: request, RelayState: relayState } = form;
  if (typeof request !== 'string') return;
  const bytes = Buffer.from(request, 'base64');
  const xml = context.req.method === 'POST' ? bytes.toString() : inflateRawSync(bytes).toString();
  session.request = / ID="([^"]*)"/.exec(xml)?.[1];
  session.relayState = typeof relayState === 'string' ? relayState : undefined;
}

function signedResponse(request: string | undefined, { key, nameId }: FakeLogin): string {
  const assertion = assertionXml().replace('alice@example.com', nameId ?? 'alice@example.com');
  const xml = responseXml(assertion);
  const answering =
    request === undefined
      ? xml.replaceAll(/ InResponseTo="[^"]*"/g, '')
      : xml.replaceAll(scene.request, request);
  return Buffer.from(signed(answering, '_assertion', key)).toString('base64');
}
