import type { Asked } from './asked.js';
import { complaintLines, readComplaints } from './complaints.js';
import { AuthentikError } from './errors.js';
import type { Answer } from './http.js';
import { has } from './releases.js';
import { namedRight } from './right-names.js';
import { type Operation, rightsFor, takesSuperuser } from './rights.js';
import type { Release } from './version.js';

/**
 * Explains 403. authentik answers it for a wrong token too, never 401, and does not name the
 * right that is missing (seen on all recorded releases), so the table of rights does.
 */
export function explainRefusal(asked: Asked, answer: Answer): AuthentikError {
  const said = complaintLines(readComplaints(answer.json)).join('; ');
  if (answer.json === undefined) return explainProxyRefusal(asked, 403);
  if (/credentials were not provided/i.test(said)) return explainLostToken(asked);
  const needed = rightsFor(asked.operation, asked.release);
  if (needed.length === 0 || /token/i.test(said)) return explainWrongToken(asked, said);
  return explainMissingRight(asked, needed);
}

/** How to make a token, for whoever has none that works. */
function howToMakeAToken(url: string): string[] {
  return [
    `Make one at ${url}/if/admin/#/core/tokens (Directory > Tokens and App passwords): intent "API Token", for an active user who may administer authentik.`,
    'Copy its key, give it as AUTHENTIK_TOKEN, and run the same command again.',
  ];
}

function explainWrongToken({ operation, url }: Asked, said: string): AuthentikError {
  return new AuthentikError({
    operation,
    status: 403,
    what: 'authentik does not accept the token (403)',
    why: `${said === '' ? '' : `It says "${said}". `}The token may be expired, deleted, of another server, not an API token, or of a deactivated user.`,
    next: howToMakeAToken(url),
    exit: 'notAuthorised',
  });
}

function explainLostToken({ operation, url }: Asked): AuthentikError {
  return new AuthentikError({
    operation,
    status: 403,
    what: 'authentik did not see the token (403)',
    why: 'It was sent in the Authorization header, which a proxy in front of authentik seems to remove.',
    next: [
      `Let the proxy pass the Authorization header on below ${url}/api/v3/,`,
      'or give an address of authentik that does not go through it.',
    ],
    exit: 'notAuthorised',
  });
}

function explainMissingRight(asked: Asked, needed: readonly string[]): AuthentikError {
  const { operation, release } = asked;
  return new AuthentikError({
    operation,
    status: 403,
    what: `The token's user may not ${operation} (403)`,
    ...whatItTakes(operation, release, needed),
    exit: 'notAuthorised',
  });
}

/**
 * Explains 405 on trying a mapping. authentik answers so, with an internal error, when the rights
 * are missing (tried from 2024.8 on), and as for every write when it stumbles over something else.
 */
export function explainUntriedMapping({ operation, release }: Asked): AuthentikError {
  const { why, next } = whatItTakes(operation, release, rightsFor(operation, release));
  return new AuthentikError({
    operation,
    status: 405,
    what: `authentik did not ${operation} (405)`,
    why: `It answers so when the token's user may not. ${why}`,
    next: [...next, "If he may: look at the log of authentik's server at this time."],
    exit: 'notAuthorised',
  });
}

function whatItTakes(
  operation: Operation,
  release: Release | undefined,
  needed: readonly string[],
): { why: string; next: readonly string[] } {
  const administrator = 'the token of a member of the group "authentik Admins".';
  if (takesSuperuser(operation, release)) {
    const text = release?.text ?? '';
    const reason =
      release && has(release, 'roles') ? 'has no permission for it' : 'has no roles yet';
    return {
      why: `authentik ${text} ${reason}, so it takes an administrator.`,
      next: [`Use ${administrator}`, 'Then run the same command again.'],
    };
  }
  const permissions = `${needed.length === 1 ? 'permission' : 'permissions'}`;
  return {
    why: `It takes the global ${permissions} ${needed.map((right) => namedRight(right, release)).join(' and ')}.`,
    next: [
      `Give ${needed.length === 1 ? 'it' : 'them'} to a role of that user (Directory > Roles), or use ${administrator}`,
      'Then run the same command again.',
    ],
  };
}

/** Something between this machine and authentik refuses; authentik itself answers in JSON. */
export function explainProxyRefusal(asked: Asked, status: 401 | 403 | 407): AuthentikError {
  const { operation, url } = asked;
  const between = status === 407 ? 'The proxy of this machine' : `Something in front of ${url}`;
  return new AuthentikError({
    operation,
    status,
    what: `${between} refused to ${operation} (${status})`,
    why:
      status === 407
        ? 'It asks for a user name and a password.'
        : 'The answer is not one of authentik: a proxy or firewall wants its own sign-in.',
    next:
      status === 407
        ? 'Put them into HTTPS_PROXY (http://NAME:PASSWORD@PROXY:PORT), or name the host in NO_PROXY. Then run the same command again.'
        : `Let requests below ${url}/api/v3/ through, or give an address that does not go through it. Then run the same command again.`,
    exit: 'notAuthorised',
  });
}
