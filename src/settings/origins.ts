import { flagName } from './flag-name.js';
import { allInputs, type InputKey } from './inputs.js';
import type { Settings } from './settings.js';

/** Where the value of an input came from, as a reader has it: `environment`, `typed`. */
export function sourceWords({ sources }: Settings, key: InputKey): string {
  const source = sources[key];
  return source === 'answer' ? 'typed' : source;
}

/**
 * Where each input that has a value from outside came from, a line each:
 * `--authentik-url: environment`. Defaults are left out.
 */
export function originLines(settings: Settings): readonly string[] {
  const { sources } = settings;
  return allInputs
    .filter(({ key }) => sources[key] !== 'none' && sources[key] !== 'default')
    .map(({ key, flag }) => `--${flagName(flag)}: ${sourceWords(settings, key)}`);
}
