/** What the player captured so far, by name. */
type Captures = ReadonlyMap<string, unknown>;

/** What `{{name}}`, `<origin>` and `<host>` stand for while one answer is compared. */
export interface Meaning {
  captures: Captures;
  /** Scheme, host and port of the server that is held against the recording. */
  origin: string;
}

/** Where and how an answer differs from the recorded pattern; empty when it agrees. */
export function differences(
  expected: unknown,
  actual: unknown,
  meaning: Meaning,
  at = 'body',
): string[] {
  if (typeof expected === 'string') return compareText(expected, actual, meaning, at);
  if (Array.isArray(expected)) return compareLists(expected, actual, meaning, at);
  if (isRecord(expected)) return compareObjects(expected, actual, meaning, at);
  return expected === actual ? [] : [report(at, expected, actual)];
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The differences between two sets of keys. */
export function keyDifferences(expected: unknown, actual: unknown, at: string): string[] {
  if (!isRecord(expected) || !isRecord(actual)) {
    return isRecord(expected) === isRecord(actual) ? [] : [report(at, expected, actual)];
  }
  const missing = Object.keys(expected).filter((key) => !(key in actual));
  const extra = Object.keys(actual).filter((key) => !(key in expected));
  return [
    ...missing.map((key) => `${at}.${key} is missing`),
    ...extra.map((key) => `${at}.${key} was never recorded`),
  ];
}

function compareObjects(
  expected: Record<string, unknown>,
  actual: unknown,
  meaning: Meaning,
  at: string,
): string[] {
  if (!isRecord(actual)) return [report(at, expected, actual)];
  const shared = Object.keys(expected).filter((key) => key in actual);
  return [
    ...keyDifferences(expected, actual, at),
    ...shared.flatMap((key) => differences(expected[key], actual[key], meaning, `${at}.${key}`)),
  ];
}

function compareLists(
  expected: readonly unknown[],
  actual: unknown,
  meaning: Meaning,
  at: string,
): string[] {
  if (!Array.isArray(actual) || actual.length !== expected.length) {
    return [report(at, expected, actual)];
  }
  if (expected.some((entry) => typeof entry === 'object' && entry !== null)) {
    return expected.flatMap((entry, i) => differences(entry, actual[i], meaning, `${at}.${i}`));
  }
  return sameInAnyOrder(expected, actual, meaning) ? [] : [report(at, expected, actual)];
}

/** Exact entries look for their partner first, so that a placeholder does not take it away. */
function sameInAnyOrder(
  expected: readonly unknown[],
  actual: readonly unknown[],
  meaning: Meaning,
): boolean {
  const left = [...actual];
  const isPattern = (entry: unknown) => typeof entry === 'string' && /[<…]/.test(entry);
  const exactFirst = [...expected].sort((a, b) => Number(isPattern(a)) - Number(isPattern(b)));
  return exactFirst.every((entry) => {
    const partner = left.findIndex((each) => differences(entry, each, meaning).length === 0);
    if (partner >= 0) left.splice(partner, 1);
    return partner >= 0;
  });
}

function compareText(expected: string, actual: unknown, meaning: Meaning, at: string): string[] {
  const [, captured] = /^\{\{([^}]+)\}\}$/.exec(expected) ?? [];
  if (captured !== undefined) {
    const value = meaning.captures.get(captured);
    return value === actual ? [] : [report(at, value ?? expected, actual)];
  }
  if (expected === '<int>' && Number.isInteger(actual)) return [];
  if (typeof actual !== 'string') return [report(at, expected, actual)];
  return pattern(expected, meaning).test(asCompared(actual)) ? [] : [report(at, expected, actual)];
}

const uuid = '[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}';
const octets = (count: number) => `(?:[0-9a-f]{2}:){${count - 1}}[0-9a-f]{2}`;
const anything = '[\\s\\S]*';

/** What each `<kind>` of the recordings may be, as a regular expression. */
const kinds: Readonly<Record<string, string>> = {
  uuid,
  int: '-?\\d+',
  time: '\\d{4}-\\d{2}-\\d{2}T[\\d:.]+(?:Z|[+-]\\d{2}:\\d{2})',
  sha256: '[0-9a-f]{64}',
  fingerprint_sha1: octets(20),
  fingerprint_sha256: octets(32),
  'PEM certificate': `-----BEGIN CERTIFICATE-----${anything}-----END CERTIFICATE-----\\s*`,
  // A redirect's page is empty.
  html: `(?:${anything}<html${anything})?`,
  expression: anything,
  ...Object.fromEntries(
    ['uid', 'avatar', 'image', 'key', 'token', 'path', 'password'].map((kind) => [kind, '\\S+']),
  ),
  dsn: '\\S*',
};

function pattern(expected: string, { origin }: Meaning): RegExp {
  const known = { ...kinds, origin: literal(origin), host: literal(new URL(origin).host) };
  const placeholder = new RegExp(`<(${Object.keys(known).join('|')})>|…`, 'g');
  let source = '';
  let end = 0;
  const text = asCompared(expected);
  for (const match of text.matchAll(placeholder)) {
    source += literal(text.slice(end, match.index));
    source +=
      match[1] === undefined ? anything : `(?:${new Map(Object.entries(known)).get(match[1])})`;
    end = match.index + match[0].length;
  }
  return new RegExp(`^${source}${literal(text.slice(end))}$`, 'i');
}

/** White space between the tags of XML does not count. */
function asCompared(text: string): string {
  return /^\s*<[\w:?]+[\s\S]*>\s*$/.test(text) ? text.trim().replace(/\s*(<|>)\s*/g, '$1') : text;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function report(at: string, expected: unknown, actual: unknown): string {
  return `${at}: recorded ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
}
