import { flagName } from './flag-name.js';
import type { AnyInput, Values } from './inputs.js';
import { valueText } from './value-text.js';

/**
 * The words of a command line that give an input the value it has: none for a secret, for what
 * has no value, and for a switch that is as it is anyway. A shell may need quotes around them.
 */
export function commandWords(input: AnyInput, values: Values): readonly string[] {
  const flag = `--${flagName(input.flag)}`;
  const value: unknown = values[input.key];
  if (value === undefined || input.kind === 'secret') return [];
  if (input.kind === 'choice') return [value === true ? flag : `--no-${flagName(input.flag)}`];
  if (typeof value === 'boolean') return value === input.default ? [] : [flag];
  const each: readonly unknown[] = Array.isArray(value) ? value : [value];
  return each.flatMap((one) => [flag, valueText(input, one)]);
}

/** A word as a POSIX shell takes it for one word. */
export function quotedWord(word: string): string {
  return /^[\w@%+=:,./…-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
