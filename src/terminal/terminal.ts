import { redact } from '../basics/secret.js';
import { whyNobodyCanBeAsked } from './can-ask.js';
import { foldToAscii, type Glyphs, glyphsFor, showsUnicode } from './glyphs.js';
import { createOutlet, type OutputStream } from './outlet.js';
import { oneLine } from './printable.js';
import { createProgressLine, noProgressLine } from './progress-line.js';
import { createStyle, type Style, useColour } from './style.js';

/** A stream that a person may type into; `process.stdin` fits. */
export type InputStream = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** The streams and wishes that a terminal is made from. */
export interface TerminalOptions {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  /** `--color` / `--no-color`; absent: found out. */
  readonly color?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  readonly json?: boolean | undefined;
  /** `false` for `--no-input`. */
  readonly input?: boolean | undefined;
}

/** What a view needs to know of the terminal that it is drawn for. */
export interface Canvas {
  /** Columns that a line may take: between 40 and 100, 80 when unknown. */
  readonly width: number;
  readonly style: Style;
  readonly glyphs: Glyphs;
  /** Commands are to be copied into a shell of Windows. */
  readonly windows: boolean;
  /** Whether details that only a maintainer needs are wanted. */
  readonly verbose: boolean;
  /**
   * Makes a text from outside fit for a line: secrets as dots, controls visible, no line breaks.
   * Views pass every such text through it before they measure, wrap or style it.
   */
  clean(text: string): string;
  /** Completes a command in advice, so that it is about the set-up of this run. */
  advice(line: string): string;
}

/** The only way out to a person: what is shown, and whether one can be asked. */
export interface Terminal extends Canvas {
  readonly canAsk: boolean;
  /** Why nobody can be asked, as a clause; absent when `canAsk`. */
  readonly whyNotAsk: string | undefined;
  readonly quiet: boolean;
  readonly json: boolean;
  /** To stdout: what the command was run for, and nothing else. */
  result(text: string): void;
  /** To stderr: progress and talk; nothing under `--quiet`. */
  say(text: string): void;
  /** To stderr: an empty line, unless the last one is empty already; nothing under `--quiet`. */
  gap(): void;
  /** To stderr, under `--quiet` too: errors, and what a person must do. */
  insist(text: string): void;
  /** To stderr, under `--verbose` only. */
  debug(text: string): void;
  /** Rewrites the one moving line; without a terminal nothing. `undefined` takes it away. */
  progress(text: string | undefined): void;
  /** Says how advice is completed, once it is known what this run is about. */
  adviseBy(complete: (line: string) => string): void;
  /** What prompts read from, and where they draw: stderr behind its guard. */
  readonly prompting: Prompting;
}

/** The raw ends of the terminal, for prompts alone. */
interface Prompting {
  readonly stdin: InputStream;
  readonly columns: number;
  write(text: string): void;
}

const WIDTH_UNKNOWN = 80;
const NARROWEST = 40;
/** Longer lines are hard to read, however wide the window is. */
const WIDEST = 100;

function columnsKnown({ stdout, stderr }: TerminalOptions): number {
  const known = (stdout.isTTY && stdout.columns) || (stderr.isTTY && stderr.columns);
  return known || WIDTH_UNKNOWN;
}

function createCanvas(options: TerminalOptions, colour: boolean, unicode: boolean): Canvas {
  return {
    get width() {
      return Math.min(WIDEST, Math.max(NARROWEST, columnsKnown(options)));
    },
    style: createStyle(colour),
    glyphs: glyphsFor(unicode),
    windows: (options.platform ?? process.platform) === 'win32',
    verbose: options.verbose === true,
    clean(text) {
      const safe = oneLine(redact(text));
      return unicode ? safe : foldToAscii(safe);
    },
    advice: (line) => line,
  };
}

function colourOf(stream: OutputStream, { color, env }: TerminalOptions): boolean {
  return useColour({ color, env, isTty: stream.isTTY === true });
}

/** The guarded streams and the moving line between them. */
interface Channels {
  result(text: string): void;
  talk(text: string): void;
  gap(): void;
  raw(text: string): void;
  progress(text: string | undefined): void;
}

function createChannels(options: TerminalOptions, unicode: boolean): Channels {
  const { stdout, stderr, env } = options;
  // JSON is data: a sign written in ASCII would be another value.
  const outTraits = {
    colour: colourOf(stdout, options),
    unicode: unicode || options.json === true,
  };
  const out = createOutlet(stdout, outTraits);
  const err = createOutlet(stderr, { colour: colourOf(stderr, options), unicode });
  const moves = stderr.isTTY === true && env.TERM !== 'dumb' && options.quiet !== true;
  const moving = moves ? createProgressLine(err.raw, () => columnsKnown(options)) : noProgressLine;
  let blank = true;
  const after = (write: (text: string) => void, wholeLines: boolean) => (text: string) => {
    moving.clear();
    write(text);
    blank = wholeLines && (text === '' || text.endsWith('\n'));
  };
  const talk = after(err.line, true);
  return {
    result: after(out.line, true),
    talk,
    gap: () => blank || talk(''),
    raw: after(err.raw, false),
    progress: (text) => (text === undefined ? moving.clear() : moving.show(text)),
  };
}

function whyNotAsk({ stdin, stderr, input, json, env }: TerminalOptions): string | undefined {
  const stdinIsTty = stdin.isTTY === true;
  return whyNobodyCanBeAsked({ stdinIsTty, stderrIsTty: stderr.isTTY === true, input, json, env });
}

/**
 * The terminal of this run. Results go to stdout and everything else to stderr; both pass the
 * guards that hide secrets and disarm control characters. A stream without colour drops the styles
 * of a view, so that one view serves both streams.
 */
export function createTerminal(options: TerminalOptions): Terminal {
  const unicode = showsUnicode(options.env, options.platform ?? process.platform);
  const colour = colourOf(options.stdout, options) || colourOf(options.stderr, options);
  const canvas = createCanvas(options, colour, unicode);
  const { result, talk, gap, raw, progress } = createChannels(options, unicode);
  const nothing = () => {};
  const because = whyNotAsk(options);
  return Object.assign(canvas, {
    canAsk: because === undefined,
    whyNotAsk: because,
    quiet: options.quiet === true,
    json: options.json === true,
    result,
    say: options.quiet === true ? nothing : talk,
    gap: options.quiet === true ? nothing : gap,
    insist: talk,
    debug: canvas.verbose ? (text: string) => talk(canvas.style.dim(text)) : nothing,
    progress: (text: string | undefined) => progress(text && canvas.clean(text)),
    adviseBy(complete: (line: string) => string) {
      canvas.advice = complete;
    },
    prompting: {
      stdin: options.stdin,
      write: raw,
      get columns() {
        return columnsKnown(options);
      },
    },
  });
}
