import type { Action } from '../engine/change.js';

/** The signs of the views; the ASCII set stands in where the terminal cannot show the other. */
export interface Glyphs {
  readonly done: string;
  readonly failed: string;
  readonly warning: string;
  readonly you: string;
  readonly later: string;
  readonly create: string;
  readonly update: string;
  readonly delete: string;
  readonly arrow: string;
  readonly dash: string;
  readonly ellipsis: string;
  readonly mask: string;
  /** Between things on one line. */
  readonly dot: string;
}

const unicode: Glyphs = {
  done: '✓',
  failed: '✖',
  warning: '▲',
  you: '!',
  later: '·',
  create: '+',
  update: '~',
  delete: '-',
  arrow: '→',
  dash: '–',
  ellipsis: '…',
  mask: '•',
  dot: '·',
};

const ascii: Glyphs = {
  ...unicode,
  done: 'v',
  failed: 'x',
  warning: '!',
  later: '.',
  arrow: '->',
  dash: '-',
  ellipsis: '...',
  mask: '*',
  dot: '*',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Windows: only the newer terminals draw these signs, and each says who it is in its own way. */
function windowsShowsUnicode(env: Environment): boolean {
  return Boolean(env.WT_SESSION) || env.TERM_PROGRAM === 'vscode' || env.TERM === 'xterm-256color';
}

/**
 * Whether the terminal can show more than ASCII. POSIX takes the first that is set of LC_ALL,
 * LC_CTYPE and LANG. None set is common in containers, whose terminals do show UTF-8; a locale
 * that says otherwise (`C`, `POSIX`, ISO 8859) is believed. The Linux console (`TERM=linux`) reads
 * UTF-8, but its font lacks the signs.
 */
export function showsUnicode(env: Environment, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return windowsShowsUnicode(env);
  if (env.TERM === 'linux') return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale ? /utf-?8/i.test(locale) : true;
}

/** The set of signs that the terminal can show. */
export function glyphsFor(canShowUnicode: boolean): Glyphs {
  return canShowUnicode ? unicode : ascii;
}

/** The sign of a change. A file that is written counts as made, and an answer as given. */
export function glyphOf(action: Action, glyphs: Glyphs): string {
  if (action === 'remember') return glyphs.done;
  return glyphs[action === 'write' ? 'create' : action];
}

const FOLDS: Readonly<Record<string, string>> = {
  '✓': 'v',
  '✖': 'x',
  '▲': '!',
  '·': '*',
  '→': '->',
  '–': '-',
  '—': '-',
  '…': '...',
  '•': '*',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
};

/**
 * Writes signs and typographic punctuation in ASCII. Letters stay as they are: a name with an
 * accent folded away would be another name.
 */
export function foldToAscii(text: string): string {
  return text.replace(/[✓✖▲·→–—…•‘’“”]/g, (sign) => FOLDS[sign] ?? sign);
}
