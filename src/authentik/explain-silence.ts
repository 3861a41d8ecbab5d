import { staysOnThisMachine } from './address.js';
import { type Asked, ifDone } from './asked.js';
import { AuthentikError } from './errors.js';
import { networkTrouble } from './explain-network.js';
import { tlsTrouble } from './explain-tls.js';
import type { NoAnswer } from './http.js';

/** Explains that no answer came at all: name, network, TLS or time. */
export function explainSilence(asked: Asked, error: NoAnswer): AuthentikError {
  const { operation, url, release } = asked;
  const answeredBefore = release !== undefined;
  const { why, next } = tlsTrouble(url, error) ?? networkTrouble(url, error, answeredBefore);
  return new AuthentikError({
    operation,
    what: `authentik did not answer at ${url} when asked to ${operation}`,
    why,
    next: [...next, ...ifDone(asked), ...proxyHint(url)],
  });
}

/** The variable's name alone: its value may hold a password. */
function proxyHint(url: string): string[] {
  if (staysOnThisMachine(url)) return [];
  const names = url.startsWith('https:')
    ? ['HTTPS_PROXY', 'ALL_PROXY']
    : ['HTTP_PROXY', 'ALL_PROXY'];
  const set = names
    .flatMap((name) => [name.toLowerCase(), name])
    .find((name) => (process.env[name] ?? '') !== '');
  if (set === undefined) return [];
  return [`${set} is set: if authentik is reached without a proxy, name its host in NO_PROXY.`];
}
