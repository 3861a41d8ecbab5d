import { styleText } from 'node:util';
import { printable } from './printable.js';

/** How a text is set off; each takes plain text and gives it back unchanged where colour is off. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

type Format = keyof Style;

/** What decides about colour on one stream. */
export interface ColourQuestion {
  /** `--color` or `--no-color`; it wins over the environment. */
  readonly color?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTty: boolean;
}

/**
 * Whether a stream gets colour: the flag, then `FORCE_COLOR` (which wins over `NO_COLOR` as it does
 * in Node itself), `NO_COLOR` (no-color.org: present and not empty), `TERM=dumb`, and last whether
 * it is a terminal.
 */
export function useColour({ color, env, isTty }: ColourQuestion): boolean {
  if (color !== undefined) return color;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env.NO_COLOR) return false;
  return isTty && env.TERM !== 'dumb';
}

/** The styles, all of them without effect when `on` is false. */
export function createStyle(on: boolean): Style {
  const as = (format: Format) => (text: string) =>
    // Later releases of Node 20 would otherwise judge by stdout, whichever stream is written to.
    on ? styleText(format, text, { validateStream: false }) : text;
  return {
    bold: as('bold'),
    dim: as('dim'),
    red: as('red'),
    green: as('green'),
    yellow: as('yellow'),
    cyan: as('cyan'),
  };
}

const OWN_STYLES = new RegExp(`(${String.fromCharCode(27)}\\[(?:1|2|22|31|32|33|36|39)m)`);

/**
 * The last guard before a stream: makes a text printable but for the six styles above, and drops
 * those too when the stream has no colour.
 */
export function printableStyled(text: string, colour: boolean): string {
  const parts = text.split(OWN_STYLES);
  return parts
    .map((part, at) => {
      const isStyle = at % 2 === 1;
      if (!isStyle) return printable(part);
      return colour ? part : '';
    })
    .join('');
}
