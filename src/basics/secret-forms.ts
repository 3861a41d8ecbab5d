/** Fewer characters of base64 than this could be an ordinary word. */
const SHORTEST_BASE64 = 8;

/** The forms in which a secret could slip into a text: as it is, or as some encoding writes it. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const plain = [secret, JSON.stringify(secret).slice(1, -1), secret.replaceAll('/', '\\/')];
  return [
    ...plain,
    ...plain.flatMap(percentForms),
    ...htmlForms(secret),
    ...base64Forms(bytes).flatMap((text) => [text, ...percentForms(text)]),
    hex,
    hex.toUpperCase(),
  ].filter((form) => form !== '');
}

/** As URLs hold it, in either case of the hex digits, and as forms hold it. */
function percentForms(text: string): string[] {
  // A lone surrogate has no such form.
  const upper = encodeURIComponent(Buffer.from(text).toString());
  const form = new URLSearchParams({ a: text }).toString().slice('a='.length);
  return [upper, form].flatMap((each) => [each, lowerEscapes(each)]);
}

function lowerEscapes(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
}

/** As a page that repeats it would write it. */
function htmlForms(secret: string): string[] {
  const basic = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const withQuotes = basic.replaceAll('"', '&quot;');
  return [
    basic,
    withQuotes,
    withQuotes.replaceAll("'", '&#39;'),
    withQuotes.replaceAll("'", '&#x27;'),
  ];
}

/**
 * What base64 makes of the secret wherever it stands in a longer text: the bytes before it shift
 * it by none, one or two, so there are three spellings, each without what it shares with a
 * neighbour, and with its own end where nothing follows.
 */
function base64Forms(bytes: Buffer): string[] {
  const spellings = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const first = Math.ceil((shift * 8) / 6);
    const shared = Math.floor(((shift + bytes.length) * 8) / 6);
    return [text.slice(first), text.slice(first, shared)];
  });
  return spellings
    .filter((text) => text.length >= SHORTEST_BASE64)
    .flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}
