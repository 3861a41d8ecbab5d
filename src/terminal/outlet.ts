import { redact } from '../basics/secret.js';
import { foldToAscii } from './glyphs.js';
import { printableStyled } from './style.js';

/** A stream to write to, as much of it as is needed; `process.stdout` and `process.stderr` fit. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** What one stream can show. */
export interface OutletTraits {
  readonly colour: boolean;
  readonly unicode: boolean;
}

/** One stream behind its guards. */
export interface Outlet {
  /** Writes a text and a line end: secrets as dots, controls made visible. */
  line(text: string): void;
  /** Writes bytes that this program or its prompts composed; only secrets are replaced. */
  raw(text: string): void;
}

/** `EIO` is what a terminal gives whose window was closed. */
const GONE: ReadonlySet<string | undefined> = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

function isBrokenPipe(error: NodeJS.ErrnoException): boolean {
  return GONE.has(error.code);
}

/** The guarded way to a stream. A reader that goes away (`| head`) is no error: writing just ends. */
export function createOutlet(stream: OutputStream, traits: OutletTraits): Outlet {
  let gone = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!isBrokenPipe(error)) throw error;
    gone = true;
  });
  const raw = (text: string) => {
    if (!gone) stream.write(redact(text));
  };
  return {
    raw,
    line(text) {
      const safe = printableStyled(redact(text), traits.colour);
      raw(`${traits.unicode ? safe : foldToAscii(safe)}\n`);
    },
  };
}
