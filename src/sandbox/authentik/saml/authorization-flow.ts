import { deflateRawSync } from 'node:zlib';
import {
  accessDeniedChallenge,
  authorizationFrame,
  autosubmitChallenge,
  type Challenge,
  redirectChallenge,
} from './challenges.js';
import type { LoginContext } from './login-context.js';
import type { LoginApplication, LoginUser } from './login-world.js';
import { UnsupportedNameIdFormat } from './name-id.js';
import { samlResponse } from './response.js';
import { type AuthorizationPlan, type Session, sessionHash } from './sessions.js';

/** A signed-in user on the way to an application, and the address he came by. */
export interface AuthorizationStep {
  context: LoginContext;
  session: Session;
  plan: AuthorizationPlan;
  application: LoginApplication;
  user: LoginUser;
  origin: string;
}

/**
 * The end of the authorization flow: the response on its way to the service provider, or a
 * refusal. Explicit consent is not asked for. No recorded server refused anybody: by authentik's
 * source, a user outside the bindings meets a page of its own ("Permission denied", status 200)
 * before the flow begins; here he meets the flow's refusal, which a program can tell from a page.
 */
export function finishAuthorization(step: AuthorizationStep): Challenge {
  if (step.plan.denied) return denial(step, 'Request has been denied.');
  const xml = responseXml(step);
  if (xml === undefined) return denial(step, 'Unknown error');
  const { application, context } = step;
  if (application.provider.binding === 'redirect') {
    return redirectChallenge(redirectUrl(step, xml), context.features);
  }
  const fields = { SAMLResponse: Buffer.from(xml).toString('base64'), ...relayState(step) };
  return autosubmitChallenge(application, fields, context.features);
}

/** Undefined when the request asks for a NameID format that cannot be served. */
function responseXml(step: AuthorizationStep): string | undefined {
  const { context, session, plan, application, user, origin } = step;
  const now = context.world.now();
  try {
    return samlResponse({
      release: context.world.release,
      application,
      origin,
      user,
      now,
      signedInAt: session.signedIn?.at ?? now,
      sessionHash: sessionHash(session),
      requestId: plan.request.id,
      requestedNameIdFormat: plan.request.nameIdFormat,
    });
  } catch (error) {
    if (error instanceof UnsupportedNameIdFormat) return undefined;
    throw error;
  }
}

function redirectUrl(step: AuthorizationStep, xml: string): string {
  const query = new URLSearchParams({
    SAMLResponse: deflateRawSync(xml).toString('base64'),
    ...relayState(step),
  });
  return `${step.application.provider.acsUrl}?${query}`;
}

function relayState({ plan }: AuthorizationStep): { RelayState?: string } {
  return plan.request.relayState ? { RelayState: plan.request.relayState } : {};
}

function denial({ application, user, context }: AuthorizationStep, message: string): Challenge {
  const frame = authorizationFrame(application);
  return accessDeniedChallenge(frame, user.username, message, context.features);
}
