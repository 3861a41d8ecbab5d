import type { FaultKind, Meet, Side } from './fault.js';
import { page } from './pages.js';

const everywhere: readonly Side[] = ['authentik', 'aws', 'scim'];

/** The four kinds of `Retry-After` that RFC 9110 (10.2.3) knows, and one that it does not. */
const retryAfter = {
  name: 'none|SECONDS|date|nonsense',
  unless: 'none',
  pattern: /^(?:none|\d{1,6}|date|nonsense)$/,
};

function pauseHeader(value: string): Record<string, string> {
  if (value === 'none') return {};
  const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
  const texts: Readonly<Record<string, string>> = { date: inAnHour, nonsense: 'in a while' };
  return { 'retry-after': texts[value] ?? value };
}

function refusing(status: number, code: string, message: string): (value: string) => Meet {
  return (value) => (met) =>
    met.refuse({ status, code, message, headers: pauseHeader(value || 'none') });
}

/** Statuses that say "not now" or "not you", in the form of the service that was asked. */
export const statusFaults: readonly FaultKind[] = [
  {
    name: 'rate-limited',
    sides: ['authentik', 'scim'],
    about: '429, with what Retry-After is told to say (date: an hour from now)',
    value: retryAfter,
    meet: refusing(429, 'ThrottlingException', 'Request was throttled.'),
  },
  {
    name: 'throttled',
    sides: ['aws'],
    about: 'ThrottlingException, with what Retry-After is told to say',
    value: retryAfter,
    meet: refusing(400, 'ThrottlingException', 'Rate exceeded'),
  },
  {
    name: 'unavailable',
    sides: everywhere,
    about: '503, with what Retry-After is told to say',
    value: retryAfter,
    meet: refusing(503, 'ServiceUnavailableException', 'Service is unavailable, try again later'),
  },
  {
    name: 'bad-gateway',
    sides: everywhere,
    about: '502 and the page of a proxy that does not reach what is behind it',
    meet: () => () => page(502, 'Bad Gateway'),
  },
  {
    name: 'server-error',
    sides: everywhere,
    about: '500 and a page',
    meet: () => () => page(500, 'Internal Server Error'),
  },
  {
    name: 'unauthorised',
    sides: ['scim'],
    about: '401: the access token is not accepted',
    meet: refusing(
      401,
      'UnauthorizedException',
      'Request is missing authentication, or authentication failed.',
    ),
  },
  {
    name: 'forbidden',
    sides: ['scim'],
    about: '403: this address may not use the endpoint',
    meet: refusing(403, 'AccessDeniedException', 'Operation is not permitted.'),
  },
];
