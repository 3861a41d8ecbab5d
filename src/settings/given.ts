import type { Dotenv } from './dotenv.js';
import { flagName, optionKey } from './flag-name.js';
import type { AnyInput } from './inputs.js';
import { variablesOf } from './inputs.js';

/** Everything that was given from outside before anybody is asked. */
export interface Given {
  /** The flags that really stood on the command line, under commander's names. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dotenv: Dotenv;
  /** Paths of secrets' files are relative to it. */
  readonly cwd: string;
  /** Stands in for standard input, in tests. */
  readonly readStdin?: () => string;
}

/** Where a text was found for an input. */
export interface Found {
  readonly source: 'flag' | 'environment' | '.env';
  /** The flag or variable, as messages name it. */
  readonly label: string;
  /** One text, or several of a repeated flag; of a secret's flag, the name of its file. */
  readonly texts: readonly string[];
}

/** Whether a variable says anything: an empty one counts as not given. */
export function isGiven(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}

function textOfFlag(input: AnyInput, value: unknown): string {
  // commander gives `false` for `--no-input`; the input's text says whether it is switched off.
  return String(input.kind === 'off switch' ? value === false : value);
}

function inFlags(input: AnyInput, flags: Given['flags']): Found | undefined {
  const value = flags[optionKey(input.flag)];
  if (value === undefined) return undefined;
  const label = `--${flagName(input.flag)}`;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return { source: 'flag', label, texts: values.map((one) => textOfFlag(input, one)) };
}

function inVariables(
  input: AnyInput,
  variables: Readonly<Record<string, string | undefined>>,
  source: 'environment' | '.env',
): Found | undefined {
  for (const name of variablesOf(input)) {
    const text = variables[name];
    if (isGiven(text)) return { source, label: `${name} (${source})`, texts: [text] };
  }
  return undefined;
}

/** The text of highest precedence for an input: flag, then environment, then `.env`. */
export function findGiven(input: AnyInput, { flags, env, dotenv }: Given): Found | undefined {
  return (
    inFlags(input, flags) ??
    inVariables(input, env, 'environment') ??
    inVariables(input, dotenv, '.env')
  );
}
