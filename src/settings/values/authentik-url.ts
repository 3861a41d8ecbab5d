import { invalid } from './invalid.js';

/** Pages and the API below authentik's base, which people copy from the address bar. */
const belowBase = /\/(?:if|api\/v3)(?:\/.*)?$/;

function urlOf(text: string): URL {
  if (!/^https?:\/\//i.test(text)) {
    throw invalid(
      'The address of authentik starts with https:// or http://',
      'Copy it from the browser, as in https://auth.example.com.',
    );
  }
  if (!URL.canParse(text)) {
    throw invalid('This is not a web address', 'Write it as in https://auth.example.com.');
  }
  return new URL(text);
}

/**
 * authentik's base address without a slash at its end. A sub path stays
 * (`https://example.com/authentik`); a page's path, a query and a fragment go.
 * @throws ExpectedError (`usage`)
 */
export function parseAuthentikUrl(text: string): string {
  const url = urlOf(text.trim());
  if (url.username !== '' || url.password !== '') {
    throw invalid(
      'The address of authentik holds a user name or a password',
      'Leave out everything before the @; the API token is an input of its own.',
    );
  }
  const path = url.pathname.replace(belowBase, '').replace(/\/+$/, '');
  return url.origin + path;
}

function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/**
 * The API token must not cross a network in the clear unless that was asked for. On loopback it
 * crosses none.
 * @throws ExpectedError (`usage`)
 */
export function refusePlainHttp(address: string, allowed: boolean): void {
  const url = new URL(address);
  if (allowed || url.protocol === 'https:' || isLoopback(url)) return;
  throw invalid(
    'The API token would be sent without encryption over http://',
    'Use https://, or allow it with --allow-plain-http where the network is your own.',
  );
}
