import { isIPv4 } from 'node:net';
import { ExpectedError } from '../basics/errors.js';

/** Paths of authentik's own pages and API: what people copy along from a browser's address bar. */
const ownPaths = /\/(?:if|api\/v3)(?:\/.*)?$/;

/**
 * The address of an authentik server in its plain form: no trailing slash, no query, the path
 * below which authentik is installed kept (possible since authentik 2024.12), the path of one of
 * authentik's own pages dropped. Throws what the user has to mend.
 */
export function normaliseAddress(text: string, allowPlainHttp: boolean): string {
  const url = parse(text.trim());
  if (url.username !== '' || url.password !== '') {
    throw wrong('The address of authentik contains a user name or a password', {
      next: `Give the address without it: ${url.origin}`,
    });
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !allowPlainHttp) {
    throw wrong('The address of authentik begins with http://', {
      why: 'The token, which may do all that its user may, would cross the network readable.',
      next: `Use https://${url.hostname}${url.pathname === '/' ? '' : url.pathname}`,
    });
  }
  return url.origin + url.pathname.replace(ownPaths, '').replace(/\/+$/, '');
}

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && ['https:', 'http:'].includes(url.protocol)) return url;
  const guess = `https://${text.replace(/^[a-z]*:?\/+/i, '')}`;
  throw wrong('The address of authentik is not a web address', {
    why: 'It has to begin with https://.',
    // What cannot be parsed may hold a password; only a plain host is repeated.
    next: /^https:\/\/[\w.:/-]+$/.test(guess)
      ? `Perhaps ${guess}`
      : 'For example https://authentik.example.com',
  });
}

/** Whether a host, as `URL.hostname` gives it, can only be this machine. */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]')
    return true;
  return isIPv4(hostname) && hostname.startsWith('127.');
}

/** Whether requests to an address are plain and never leave this machine. */
export function staysOnThisMachine(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && isLoopback(hostname);
}

function wrong(what: string, rest: { why?: string; next: string }): ExpectedError {
  return new ExpectedError({ what, ...rest, exit: 'usage' });
}
