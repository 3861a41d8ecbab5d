import { flagName } from './flag-name.js';
import { type AnyInput, allInputs, type InputKey } from './inputs.js';
import type { Settings } from './settings.js';
import { shownValue } from './value-text.js';

/** Where the value of an input came from, as a reader has it: `environment`, `typed`. */
export function sourceWords({ sources }: Settings, key: InputKey): string {
  const source = sources[key];
  return source === 'answer' ? 'typed' : source;
}

/**
 * What an input is and where it came from: `--region: eu-central-1 (.env)`. A secret is dots. With
 * `--redact` a text is left out as well: any of them may tell whose set-up it is.
 */
export function originLine(settings: Settings, input: AnyInput): string {
  const isTelling = settings.values.redact && (input.kind === 'text' || input.kind === 'list');
  const value = isTelling ? 'not shown' : shownValue(input, settings.values[input.key]);
  return `--${flagName(input.flag)}: ${value} (${sourceWords(settings, input.key)})`;
}

/** The same of each input, a line each; defaults, and what has no value, are left out. */
export function originLines(settings: Settings): readonly string[] {
  return allInputs
    .filter(({ key }) => settings.sources[key] !== 'none' && settings.sources[key] !== 'default')
    .map((input) => originLine(settings, input));
}
