import { differences, isRecord, keyDifferences, type Meaning } from './matcher.js';
import type { Exchange } from './recording.js';

/** The server that is held against a recording. */
export interface Player {
  url: string;
  token: string;
  /** Values that the recording names without having captured them: `scimUrl`, `scimDeniedUrl`. */
  given: Readonly<Record<string, string>>;
  attachments: ReadonlyMap<string, string>;
  /** Waits until the synchronisation that a call started rests. */
  settled(): Promise<void>;
}

/** What was answered, in the form in which answers were recorded. */
interface Answer {
  status: number;
  contentType: string | null;
  body: unknown;
}

/**
 * Sends the recorded requests in their order and compares what comes back. Gives the differences by
 * the exchange's name; exchanges that agree are not in it.
 */
export async function replay(
  exchanges: readonly Exchange[],
  player: Player,
): Promise<Map<string, string[]>> {
  const captures = new Map<string, unknown>(Object.entries(player.given));
  const found = new Map<string, string[]>();
  let previous: Answer | undefined;
  for (const exchange of exchanges) {
    if (exchange.skipped !== undefined || exchange.response === undefined) continue;
    const answer = await send(exchange, player, captures);
    if (savesScimProvider(exchange)) await player.settled();
    capture(exchange, answer, captures);
    const meaning = { captures, origin: player.url };
    const differing = compare(exchange, answer, previous, meaning);
    if (differing.length > 0) found.set(exchange.name, differing);
    previous = answer;
  }
  return found;
}

/** Each save of the SCIM provider was followed by its synchronisation before the next call. */
function savesScimProvider({ request: { method, path } }: Exchange): boolean {
  return method !== 'GET' && path.startsWith('/api/v3/providers/scim/');
}

/** Holds one answer against the recorded one, as closely as the recording asks. */
export function compare(
  { compare: mode, response, name }: Exchange,
  answer: Answer,
  previous: Answer | undefined,
  meaning: Meaning,
): string[] {
  if (response === undefined) return [];
  if (mode === 'loose') return compareLoosely(name, answer, previous);
  const status = equal('status', response.status, answer.status);
  if (mode === 'status') return status;
  const { body } = response;
  return [
    ...status,
    ...equal('contentType', response.contentType, answer.contentType),
    ...(mode === 'keys' && isRecord(body)
      ? keyDifferences(body, answer.body, 'body')
      : mode === 'envelope' && isRecord(body)
        ? compareEnvelopes(body, answer.body)
        : differences(body, answer.body, meaning)),
  ];
}

/** Deleting twice: done and then gone, or failed once (a sync was running) and then done. */
function compareLoosely(name: string, { status }: Answer, previous: Answer | undefined): string[] {
  const again = name.endsWith('again');
  const expected = again ? (previous?.status === 405 ? [204] : [404]) : [204, 405];
  return expected.includes(status)
    ? []
    : [`status: expected ${expected.join(' or ')}, got ${status}`];
}

function compareEnvelopes(expected: Record<string, unknown>, actual: unknown): string[] {
  const body = isRecord(actual) ? actual : {};
  const first = ({ results }: Record<string, unknown>): unknown =>
    Array.isArray(results) ? results[0] : undefined;
  return [
    ...keyDifferences(expected.pagination, body.pagination, 'body.pagination'),
    ...keyDifferences(first(expected), first(body), 'body.results.0'),
  ];
}

function equal(at: string, expected: unknown, actual: unknown): string[] {
  return expected === actual ? [] : [`${at}: recorded ${String(expected)}, got ${String(actual)}`];
}

async function send(
  { request }: Exchange,
  player: Player,
  captures: ReadonlyMap<string, unknown>,
): Promise<Answer> {
  const path = String(filledIn(request.path, captures));
  const token = request.token === undefined ? player.token : filledIn(request.token, captures);
  const headers = new Headers(token === null ? {} : { authorization: `Bearer ${String(token)}` });
  const body = bodyOf(request, player, captures);
  if (typeof body === 'string') headers.set('content-type', 'application/json');
  const init = { method: request.method, headers, redirect: 'manual' as const };
  return read(await fetch(player.url + path, body === undefined ? init : { ...init, body }));
}

function bodyOf(
  { json, multipart }: Exchange['request'],
  { attachments }: Player,
  captures: ReadonlyMap<string, unknown>,
): string | FormData | undefined {
  if (multipart === undefined) {
    return json === undefined ? undefined : JSON.stringify(filledIn(json, captures));
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(multipart)) {
    if (value.startsWith('@')) {
      form.set(name, new Blob([attachments.get(value.slice(1)) ?? '']), value.slice(1));
    } else {
      form.set(name, String(filledIn(value, captures)));
    }
  }
  return form;
}

async function read(response: Response): Promise<Answer> {
  const type = response.headers.get('content-type');
  const contentType = type?.split(';')[0] ?? null;
  const text = await response.text();
  const body: unknown = contentType === 'application/json' ? JSON.parse(text) : text;
  return { status: response.status, contentType, body: contentType === null ? null : body };
}

/** Puts captured values in: of their own type where a placeholder is the whole value. */
function filledIn(value: unknown, captures: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => filledIn(entry, captures));
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, filledIn(entry, captures)]),
    );
  }
  if (typeof value !== 'string') return value;
  const [, whole] = /^\{\{([^}]+)\}\}$/.exec(value) ?? [];
  if (whole !== undefined) return captured(whole, captures);
  return value.replace(/\{\{([^}]+)\}\}/g, (_, name: string) => String(captured(name, captures)));
}

/** `a|b` is the first of the two that was captured. */
function captured(names: string, captures: ReadonlyMap<string, unknown>): unknown {
  const name = names.split('|').find((each) => captures.has(each));
  return name === undefined ? undefined : captures.get(name);
}

function capture(exchange: Exchange, { body }: Answer, captures: Map<string, unknown>): void {
  for (const [name, path] of Object.entries(exchange.capture ?? {})) {
    let value: unknown = body;
    for (const step of path.split('/')) value = Object(value)[step];
    if (value !== undefined) captures.set(name, value);
  }
}
