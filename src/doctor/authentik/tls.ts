import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { count, day } from '../../basics/words.js';
import { type Check, notApplicable, notKnown, ok, problem } from '../check.js';
import type { DoctorContext } from '../context.js';

const SOON_DAYS = 14;
const DAY = 86_400_000;

/** Until when authentik's own certificate for https is valid. That it is trusted was seen before. */
export const tls: Check = {
  id: 'tls',
  group: 'authentik',
  title: 'The https certificate of authentik does not end soon',
  level: 'advice',
  needs: ['authentik'],
  async run(context) {
    const { url } = await context.authentik();
    const address = new URL(url);
    if (address.protocol !== 'https:') return notApplicable('authentik is not reached by https');
    if (throughProxy(context))
      return notKnown('a proxy stands between, so its certificate was not looked at');
    const ends = await certificateEnd(address, context.timeoutMs);
    if (ends === undefined) return notKnown('the certificate could not be read');
    const left = Math.floor((ends.getTime() - context.now().getTime()) / DAY);
    if (left >= SOON_DAYS) return ok(`the https certificate is valid until ${day(ends)}`);
    return problem(
      `the https certificate of authentik ends in ${count(left, 'day')} (${day(ends)}), and then nobody can sign in`,
      'Renew it, or see why its renewal does not happen by itself.',
    );
  },
};

function throughProxy({ machine: { env } }: DoctorContext): boolean {
  return Boolean(env.HTTPS_PROXY || env.https_proxy || env.ALL_PROXY || env.all_proxy);
}

function certificateEnd({ hostname, port }: URL, timeout: number): Promise<Date | undefined> {
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    // It was found to be trusted when authentik was reached; here only its end is read.
    const trust = { rejectUnauthorized: false, ...(isIP(host) === 0 && { servername: host }) };
    const socket = connect({ host, port: Number(port) || 443, timeout, ...trust });
    const end = (ends: Date | undefined) => {
      socket.destroy();
      resolve(ends);
    };
    socket.once('secureConnect', () => end(new Date(socket.getPeerCertificate().valid_to)));
    socket.once('timeout', () => end(undefined));
    socket.once('error', () => end(undefined));
  });
}
