import type { Cause } from './asked.js';
import type { NoAnswer } from './http.js';

const again = 'run the same command again';
const tryBrowser = `Check that authentik answers in a browser from this machine, then ${again}.`;
const seeLogs = `Run the same command again; if it stays, look at the log of authentik or of the proxy in front of it.`;

/** What happened to a server that answered a moment ago: its address is right. */
const interruptions: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: {
    why: 'It answered a moment ago, and now nothing listens there: it stopped or restarts',
    next: [`Wait until authentik answers in a browser, then ${again}.`],
  },
  ECONNRESET: { why: 'The connection was cut', next: [seeLogs] },
};

/** What Node calls the troubles of a network, explained for an address. */
const troubles: Readonly<Record<string, (address: URL) => Cause>> = {
  ENOTFOUND: ({ hostname }) => ({
    why: `The name ${hostname} is not known`,
    next: [`Check the spelling of the address, and whether it needs a VPN, then ${again}.`],
  }),
  EAI_AGAIN: ({ hostname }) => ({
    why: `The name ${hostname} cannot be looked up at the moment`,
    next: [`Check the network and the name server of this machine, then ${again}.`],
  }),
  ECONNREFUSED: ({ host }) => ({
    why: `Nothing listens at ${host}`,
    next: [
      `Check that authentik runs, and the port (9000 is http and 9443 https by default), then ${again}.`,
    ],
  }),
  ECONNRESET: ({ protocol, host }) => ({
    why: 'The connection was cut',
    next: [
      ...(protocol === 'http:' ? [`If that port speaks https, use https://${host}.`] : []),
      seeLogs,
    ],
  }),
  // An answer longer than the limit in http.ts.
  TOO_LONG: ({ host }) => ({
    why: `What ${host} sent is longer than 64 MB, so it was not read to its end`,
    next: [
      `Check that the address is that of authentik, and the log of what is in front of it, then ${again}.`,
    ],
  }),
  // What axios calls an answer that began and did not end.
  ERR_BAD_RESPONSE: () => ({
    why: 'The connection was cut in the middle of the answer',
    next: [seeLogs],
  }),
  ETIMEDOUT: () => ({
    why: 'No connection came about: a firewall, or a host that is off',
    next: [tryBrowser],
  }),
};

/** Explains that no answer came for another reason than TLS; every code gets an explanation. */
export function networkTrouble(
  url: string,
  { code, message }: NoAnswer,
  answeredBefore = false,
): Cause {
  // Our own time limit; the message of axios names it.
  if (code === 'ECONNABORTED') return timeIsUp(message);
  const known = troubles[code] ?? (code.startsWith('HPE_') ? notWeb : undefined);
  const { why, next } = (answeredBefore ? interruptions[code] : undefined) ??
    known?.(new URL(url)) ?? { why: message || 'No reason is known', next: [tryBrowser] };
  return { why: `${why} (${code}).`, next };
}

function timeIsUp(message: string): Cause {
  const limit = /of (\d+)ms exceeded/.exec(message)?.[1];
  const within = limit === undefined ? 'in time' : `within ${Number(limit) / 1000} s`;
  return {
    why: `No answer came ${within}.`,
    next: [tryBrowser, 'If it is only slow, give it longer: --timeout 2m'],
  };
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
