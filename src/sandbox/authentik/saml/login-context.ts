import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { LoginUser, LoginWorld } from './login-world.js';
import { type LoginFeatures, loginFeatures } from './release-features.js';
import { createSessions, type Session, type Sessions } from './sessions.js';

/** What every part of the sign-in works with. */
export interface LoginContext {
  world: LoginWorld;
  features: LoginFeatures;
  sessions: Sessions;
}

/** A context with no sessions yet. */
export function loginContext(world: LoginWorld): LoginContext {
  return { world, features: loginFeatures(world.release), sessions: createSessions() };
}

/** The session of a request: the one its cookie names, or a new one. */
export function sessionOf(c: Context, { sessions }: LoginContext): Session {
  return sessions.find(getCookie(c, 'authentik_session')) ?? sessions.start();
}

/** Who is signed in; undefined for nobody, and for a user who is gone or inactive meanwhile. */
export function signedInUser(session: Session, { world }: LoginContext): LoginUser | undefined {
  const user = session.signedIn && world.user(session.signedIn.username);
  return user?.isActive ? user : undefined;
}

/**
 * Scheme and host under which the client reached the server, which go into every address that
 * authentik gives out. A proxy in front names them in X-Forwarded-Proto and X-Forwarded-Host.
 */
export function requestOrigin(request: Request): string {
  const url = new URL(request.url);
  const scheme = request.headers.get('X-Forwarded-Proto') ?? url.protocol.replace(':', '');
  const host = request.headers.get('X-Forwarded-Host') ?? url.host;
  return `${scheme}://${host}`;
}
