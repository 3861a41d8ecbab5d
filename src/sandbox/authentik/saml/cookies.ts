import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Session } from './sessions.js';

const DAY = 24 * 60 * 60;

/** Sets `authentik_session`, with the attributes that the recorded servers write. */
export function setSessionCookie(c: Context, session: Session): void {
  write(c, `authentik_session=${session.id}; HttpOnly; Path=/; SameSite=Lax`);
}

/** Sets what a finished sign-in leaves behind: the CSRF token and, later on, the known device. */
export function setSignedInCookies(c: Context, now: Date, remembersDevice: boolean): void {
  if (remembersDevice) write(c, lasting('authentik_device', 30 * DAY, now));
  write(c, lasting('authentik_csrf', 364 * DAY, now));
}

function lasting(name: string, seconds: number, now: Date): string {
  const expires = new Date(now.getTime() + seconds * 1000).toUTCString();
  const value = randomUUID().replaceAll('-', '');
  return `${name}=${value}; expires=${expires}; Max-Age=${seconds}; Path=/; SameSite=Lax`;
}

function write(c: Context, cookie: string): void {
  c.header('Set-Cookie', cookie, { append: true });
}
