import { OutsideError } from '../basics/errors.js';
import { type NetworkTrouble, networkTroubleOf } from './network-trouble.js';

const reasons: Record<NetworkTrouble, string> = {
  'unknown-host': 'The name of the host is not known, or names cannot be looked up here.',
  refused: 'Nothing accepts connections there.',
  untrusted:
    'Its TLS certificate is not trusted: often a proxy that opens TLS connections and signs with a certificate of its own.',
  broken: 'No answer came in time, or the connection was cut off.',
};

const remedies: Record<NetworkTrouble, string> = {
  'unknown-host':
    'Check the endpoint and the name resolution of this machine, then try again: the same command goes on here.',
  refused:
    'Check the network and firewall between this machine and the endpoint, then try again: the same command goes on here.',
  untrusted:
    "Name the authority's certificate in NODE_EXTRA_CA_CERTS (a PEM file), then run the same command again.",
  broken: 'Check the network and firewall, then try again: the same command goes on here.',
};

/**
 * Explains that no answer came from a SCIM endpoint.
 *
 * @param code Of the network error, such as `ENOTFOUND`, where there is one.
 */
export function explainScimSilence(url: string, code: string | undefined): OutsideError {
  const trouble = networkTroubleOf(code);
  const reason = trouble ? reasons[trouble] : 'The request ended before there was a usable answer.';
  return new OutsideError({
    what: `The SCIM endpoint did not answer (${new URL(url).host})`,
    why: code === undefined ? reason : `${reason.slice(0, -1)} (${code}).`,
    next: [
      trouble
        ? remedies[trouble]
        : 'Check the endpoint, then try again: the same command goes on here.',
      'The token was not tried. authentik has to reach the endpoint too, from its own machine.',
    ],
  });
}
