const DOTS = '••••••';
const known = new Set<string>();

/**
 * A value that must never be shown. Its text, JSON and inspection are dots; only a client that
 * sends it calls `reveal`.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    // Shorter texts would turn ordinary words of a message into dots.
    if (value.length >= 6) known.add(value);
  }

  /** The value itself, for the request that carries it and for nothing else. */
  reveal(): string {
    return this.#value;
  }

  /** Whether another secret holds the same. */
  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  toString(): string {
    return DOTS;
  }

  toJSON(): string {
    return DOTS;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return DOTS;
  }
}

/** The forms in which a secret could slip into a text: plain, URL-encoded, base64, JSON-escaped. */
function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ];
}

/** Replaces every secret of this process in a text by dots: the last guard before output. */
export function redact(text: string): string {
  let result = text;
  for (const secret of known) {
    for (const form of formsOf(secret)) result = result.replaceAll(form, DOTS);
  }
  return result;
}
