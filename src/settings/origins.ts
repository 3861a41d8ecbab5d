import { flagName } from './flag-name.js';
import { allInputs, type InputKey } from './inputs.js';
import type { Settings } from './settings.js';
import { shownValue } from './value-text.js';

/** Where the value of an input came from, as a reader has it: `environment`, `typed`. */
export function sourceWords({ sources }: Settings, key: InputKey): string {
  const source = sources[key];
  return source === 'answer' ? 'typed' : source;
}

/**
 * What each input is and where it came from, a line each: `--region: eu-central-1 (.env)`. Secrets
 * are dots; defaults, and what has no value, are left out.
 */
export function originLines(settings: Settings): readonly string[] {
  return allInputs
    .filter(({ key }) => settings.sources[key] !== 'none' && settings.sources[key] !== 'default')
    .map((input) => {
      const value = shownValue(input, settings.values[input.key]);
      return `--${flagName(input.flag)}: ${value} (${sourceWords(settings, input.key)})`;
    });
}
