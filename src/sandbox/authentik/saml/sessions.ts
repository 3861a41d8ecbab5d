import { createHash, randomUUID } from 'node:crypto';
import type { AuthnRequest } from './authn-request.js';

/** Where a session stands in the login flow. */
export interface AuthenticationPlan {
  kind: 'authentication';
  flow: string;
  stage: 'identification' | 'password' | 'sign-in' | 'done';
  /** The user name that identification found. */
  pendingUser?: string;
  /** Wrong passwords so far. */
  failures: number;
}

/** A signed-in user on the way to an application. */
export interface AuthorizationPlan {
  kind: 'authorization';
  flow: string;
  applicationSlug: string;
  request: AuthnRequest;
  /** The application's bindings do not let this user in. */
  denied: boolean;
}

/** One browser, as the server remembers it. */
export interface Session {
  /** The cookie's value. */
  id: string;
  /** Who signed in, and when; absent before. */
  signedIn?: { username: string; at: Date };
  /** The application that the user wanted when he was sent to the login flow. */
  wantedApplication?: string;
  /** The login flow that this session was sent to. */
  loginFlow?: string;
  /** The form that arrived before the sign-in: a POST does not survive the redirects. */
  savedForm?: Record<string, string>;
  plan?: AuthenticationPlan | AuthorizationPlan;
}

/** The sessions of one server, in memory. */
export interface Sessions {
  find(id: string | undefined): Session | undefined;
  start(): Session;
  /** Gives a session a new ID, as a sign-in does; the old one is worth nothing from then on. */
  renew(session: Session): void;
}

/** An empty store of sessions. */
export function createSessions(): Sessions {
  const byId = new Map<string, Session>();
  return {
    find: (id) => (id === undefined ? undefined : byId.get(id)),
    start() {
      const session: Session = { id: randomUUID() };
      byId.set(session.id, session);
      return session;
    },
    renew(session) {
      byId.delete(session.id);
      session.id = randomUUID();
      byId.set(session.id, session);
    },
  };
}

/** The hash of a session that assertions carry, hexadecimal. */
export function sessionHash(session: Session): string {
  return createHash('sha256').update(session.id).digest('hex');
}
