import { AwsError } from '../../src/sandbox/aws/api/errors.js';
import type { Intercept } from '../../src/sandbox/aws/app.js';
import { formsOf } from '../commands/leaks.js';

/** What one of the two systems answers instead of what it should. */
export interface Fault {
  readonly name: string;
  readonly authentik?: (request: Request) => Promise<Response | undefined>;
  readonly aws?: Intercept;
  /** What only reads never meets it. */
  readonly onlyWrites?: true;
}

type Said = (sent: string, url: string) => Response;

/** Everything that a request to authentik carried, in every form that a server could give it. */
async function everythingOf(request: Request): Promise<string> {
  const headers = [...request.headers.values()];
  const bearer = (request.headers.get('authorization') ?? '').replace(/^Bearer /, '');
  const body = await request.text();
  return [...headers, body, ...formsOf(bearer)].join(' ');
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const page = (sent: string) => `<html><title>${sent}</title><body>${sent}</body></html>`;

const answers: readonly (readonly [name: string, said: Said])[] = [
  ...[400, 401, 403, 404, 405, 409, 500].map((status): [string, Said] => [
    `${status} that repeats the request in JSON`,
    (sent) =>
      Response.json(
        { detail: sent, name: [sent], [sent]: [sent], nested: { token: [sent] } },
        { status },
      ),
  ]),
  ...[200, 400, 401, 403, 404, 407, 500].map((status): [string, Said] => [
    `${status} that repeats the request in a page`,
    (sent) => new Response(page(sent), { status, headers: html }),
  ]),
  ...[301, 302, 307, 308].map((status): [string, Said] => [
    `${status} to an address that repeats the request`,
    (sent) => {
      const token = encodeURIComponent(sent.slice(0, 2000));
      const location = `https://sso.example.com/${token}?t=${token}#${token}`;
      return new Response(null, { status, headers: { location } });
    },
  ]),
  ['an answer of other types that repeats the request', (sent) => Response.json([sent, { sent }])],
  [
    'an answer in which every value repeats the request',
    (sent) =>
      Response.json({
        ...{ version_current: sent, version: sent, user: { pk: sent, username: sent } },
        ...{ pagination: { next: sent }, results: [sent] },
      }),
  ],
];

/** authentik answers every request so, or only those that write. */
const byAuthentik = answers.map(
  ([name, said]): Fault => ({
    name: `authentik: ${name}`,
    authentik: async (request) => said(await everythingOf(request), request.url),
  }),
);

const whenWritten = answers.slice(0, 8).map(
  ([name, said]): Fault => ({
    name: `authentik, when something is made: ${name}`,
    onlyWrites: true,
    authentik: async (request) =>
      request.method === 'GET' ? undefined : said(await everythingOf(request), request.url),
  }),
);

/** AWS answers with the secrets that it should never have had, as a proxy in front of it might. */
function byAws(secrets: readonly string[]): Fault[] {
  const message = secrets.flatMap(formsOf).join(' ');
  const cases: [string, number][] = [
    ['AccessDeniedException', 403],
    ['ValidationException', 400],
    ['ExpiredTokenException', 403],
    ['InvalidSignatureException', 403],
    ['ResourceNotFoundException', 404],
    ['InternalServerException', 500],
    ['SomethingElse', 418],
  ];
  return cases.map(([code, status]) => ({
    name: `AWS: ${code} that repeats the request`,
    aws: ({ service }) =>
      service === 'console' || service === 'portal'
        ? undefined
        : new AwsError(code, message, status, { Reason: message, reason: message }),
  }));
}

/**
 * Every way to fail that the search for secrets goes through. The faults of the sandbox that have
 * names join here: each as `{ name, authentik }` or `{ name, aws }`.
 */
export function faultsFor(secrets: readonly string[]): readonly Fault[] {
  return [...byAuthentik, ...whenWritten, ...byAws(secrets)];
}
