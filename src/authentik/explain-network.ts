import type { Cause } from './asked.js';
import type { NoAnswer } from './http.js';

const tryBrowser = 'Check that authentik answers in a browser from this machine.';

/** What Node calls the troubles of a network, explained for an address. */
const troubles: Readonly<Record<string, (address: URL) => Cause>> = {
  ENOTFOUND: ({ hostname }) => ({
    why: `The name ${hostname} is not known`,
    next: ['Check the spelling of the address, and whether it needs a VPN.'],
  }),
  EAI_AGAIN: ({ hostname }) => ({
    why: `The name ${hostname} cannot be looked up at the moment`,
    next: ['Check the network and the name server of this machine.'],
  }),
  ECONNREFUSED: ({ host }) => ({
    why: `Nothing listens at ${host}`,
    next: ['Check that authentik runs, and the port: 9000 is http and 9443 https by default.'],
  }),
  ECONNRESET: ({ protocol, host }) => ({
    why: 'The connection was cut',
    next: [
      protocol === 'http:'
        ? `If that port speaks https, use https://${host}.`
        : 'Try again; if it stays, look at the log of authentik or of the proxy in front of it.',
    ],
  }),
  // What axios calls an answer longer than the limit in http.ts.
  ERR_BAD_RESPONSE: ({ host }) => ({
    why: `What ${host} sent is longer than 64 MB, so it was not read to its end`,
    next: ['Check that the address is that of authentik, and the log of what is in front of it.'],
  }),
  ETIMEDOUT: () => ({
    why: 'No connection came about: a firewall, or a host that is off',
    next: [tryBrowser],
  }),
};

/** Explains that no answer came for another reason than TLS; every code gets an explanation. */
export function networkTrouble(url: string, { code, message }: NoAnswer): Cause {
  const address = new URL(url);
  // Our own time limit; the message of axios names it.
  if (code === 'ECONNABORTED') return { why: `The time was up: ${message}.`, next: [tryBrowser] };
  const known = troubles[code] ?? (code.startsWith('HPE_') ? notWeb : undefined);
  const { why, next } = known?.(address) ?? {
    why: message || 'No reason is known',
    next: [tryBrowser],
  };
  return { why: `${why} (${code}).`, next };
}

/** Codes that begin with HPE are those of Node's parser of HTTP. */
function notWeb({ protocol, host }: URL): Cause {
  return {
    why: 'What came is not an answer of a web server',
    next: [
      protocol === 'http:'
        ? `The port probably speaks https: use https://${host}.`
        : 'Check the port of the address.',
    ],
  };
}
