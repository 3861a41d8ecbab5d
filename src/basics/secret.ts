import { formsOf } from './secret-forms.js';

const DOTS = '••••••';
const known = new Set<string>();

/** Finds every form of every secret known so far; made anew when another one comes. */
let finder: RegExp | undefined;

/**
 * A value that must never be shown. Its text, JSON and inspection are dots; only a client that
 * sends it calls `reveal`.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    hide(value);
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

/** Makes a text known to `redact`, where nobody needs it as a `Secret`. */
export function hide(value: string): void {
  // Shorter texts would turn ordinary words of a message into dots.
  if (value.length < 6 || known.has(value)) return;
  known.add(value);
  finder = undefined;
}

/** Replaces every secret of this process in a text by dots: the last guard before output. */
export function redact(text: string): string {
  if (known.size === 0) return text;
  finder ??= finderOf([...known].flatMap(formsOf));
  return text.replace(finder, DOTS);
}

/** Longer forms first: the base64 of a secret may hold that of another one's end. */
function finderOf(forms: readonly string[]): RegExp {
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(literal).join('|'), 'g');
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
