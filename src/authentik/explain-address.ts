import { redact } from '../basics/secret.js';
import { type Asked, ifDone } from './asked.js';
import { AuthentikError } from './errors.js';
import type { Answer } from './http.js';

/** Explains a 3xx: redirects are not followed, since the token must not reach another host. */
export function explainRedirect(asked: Asked, answer: Answer): AuthentikError {
  const { operation, url, path } = asked;
  const target = targetOf(url, answer.location);
  const base = target === undefined ? undefined : baseOf(target, path);
  const shown = target === undefined ? 'nowhere' : target.origin + target.pathname;
  return new AuthentikError({
    operation,
    status: answer.status,
    what: `${url} redirects to ${shown}`,
    why:
      base === undefined
        ? 'That is not the API but probably the login page of a proxy. The token was not sent there.'
        : 'The API is at another address. The token was not sent there.',
    next:
      base === undefined
        ? `Let requests below ${url}/api/v3/ through without a sign-in of the proxy's own, then run the same command again.`
        : `Use ${base} as the address of authentik, if you trust it.`,
  });
}

function targetOf(url: string, location: string | undefined): URL | undefined {
  if (location === undefined || !URL.canParse(location, url)) return undefined;
  return new URL(location, url);
}

/** The address that would have led there directly; undefined when it leads to something else. */
function baseOf(target: URL, path: string): string | undefined {
  const apiPath = `/api/v3${path.replace(/\?.*/, '')}`;
  if (!target.pathname.endsWith(apiPath)) return undefined;
  return target.origin + target.pathname.slice(0, -apiPath.length);
}

/** Explains a 2xx that is not JSON: something else than authentik's API answered. */
export function explainPage(asked: Asked, answer: Answer): AuthentikError {
  if (answer.claimsJson) return explainBrokenJson(asked, answer);
  const { operation, url, release } = asked;
  const title = titleOf(answer.text);
  return new AuthentikError({
    operation,
    status: answer.status,
    what: `${url} answered with a page instead of authentik's API when asked to ${operation}`,
    why: `${title === undefined ? '' : `The page is called "${title}". `}It is another program, or the login page of a proxy in front of authentik.`,
    next: [
      ...(release === undefined ? addressesToTry(url) : []),
      `If a proxy is in front, let requests below ${url}/api/v3/ through without its own sign-in, then run the same command again.`,
      ...ifDone(asked),
    ],
  });
}

/** Explains an answer that calls itself JSON and cannot be read as such. */
function explainBrokenJson(asked: Asked, { status }: Answer): AuthentikError {
  const { operation } = asked;
  return new AuthentikError({
    operation,
    status,
    what: `authentik's answer cannot be read when asked to ${operation}`,
    why: 'It is called JSON and is none: it was cut off on the way, or something in front of authentik rewrites it.',
    next: [
      'Run the same command again; if it stays, look at the proxy in front of authentik.',
      ...ifDone(asked),
    ],
  });
}

function titleOf(page: string): string | undefined {
  const title = /<title[^>]*>([^<]*)/i
    .exec(page)?.[1]
    ?.replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return title ? redact(title).slice(0, 80) : undefined;
}

/** Explains a 404 that is a page: the path is unknown, while a missing object is told in JSON. */
export function explainUnknownPath(asked: Asked): AuthentikError {
  const { operation, url, release, path } = asked;
  if (release === undefined) {
    return new AuthentikError({
      operation,
      status: 404,
      what: `There is no authentik API at ${url}`,
      why: `${url}/api/v3/ is not known there (404).`,
      next: addressesToTry(url),
    });
  }
  return new AuthentikError({
    operation,
    status: 404,
    what: `authentik ${release.text} does not know how to ${operation}`,
    why: `The path /api/v3${path.replace(/\?.*/, '')} is unknown to it, or a proxy does not let it through (404).`,
    next: 'If authentik is newer than this program, look for a newer version of authentik-aws.',
  });
}

function addressesToTry(url: string): string[] {
  const { origin, pathname } = new URL(url);
  if (pathname !== '/') return [`Try ${origin}, or check the path ${pathname}.`];
  return [
    'Give the address at which you open authentik in a browser,',
    `with the path if it is installed below one, for example ${origin}/authentik.`,
  ];
}
