import { ExpectedError } from '../basics/errors.js';
import { type Found, findGiven, type Given } from './given.js';
import { allInputs, type InputKey, inputOf, type Values } from './inputs.js';
import { type InvalidInput, invalidError } from './invalid-inputs.js';
import { refusedFlags } from './refused-flags.js';
import { readSecretFile } from './secret-file.js';
import { checkTogether, type Settings, type Sources } from './settings.js';
import { unknownVariables } from './unknown-variables.js';

type Writable<T> = { -readonly [K in keyof T]?: T[K] };

/** What is gathered while the table is walked. */
interface Gathering {
  readonly values: Writable<Values>;
  readonly sources: Writable<Sources>;
  readonly invalid: InvalidInput[];
}

function hasEveryKey<T extends Readonly<Record<InputKey, unknown>>>(part: Partial<T>): part is T {
  return allInputs.every(({ key }) => key in part);
}

/** Runs a check and keeps what it has against its input, so that all can be told at once. */
function attempt<T>(label: string, invalid: InvalidInput[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    invalid.push({ label, error });
    return undefined;
  }
}

function readValue<K extends InputKey>(key: K, found: Found, given: Given): Values[K] {
  const input = inputOf(key);
  if (found.source === 'flag' && input.gather !== undefined) return input.gather(found.texts);
  // A flag that holds one value holds its last one, as commander has it.
  const text = found.texts.at(-1) ?? '';
  const isFile = found.source === 'flag' && input.kind === 'secret';
  return input.parse(isFile ? readSecretFile(text, given) : text);
}

function gather<K extends InputKey>(key: K, given: Given, gathering: Gathering): void {
  const { values, sources, invalid } = gathering;
  const input = inputOf(key);
  const found = findGiven(input, given);
  if (found === undefined) {
    values[key] = input.default;
    sources[key] = input.default === undefined ? 'none' : 'default';
    return;
  }
  const read = attempt(found.label, invalid, () => ({ value: readValue(key, found, given) }));
  if (read === undefined) return;
  values[key] = read.value;
  sources[key] = found.source;
}

/**
 * The inputs of a run from its flags, the environment and `.env`, in this order of precedence, and
 * from their defaults. State and answers join later (`withAnswer`).
 * @throws ExpectedError (`usage`) that names every input that cannot be used, at once
 */
export function resolveSettings(given: Given): Settings {
  const gathering: Gathering = { values: {}, sources: {}, invalid: [...refusedFlags(given.flags)] };
  for (const { key } of allInputs) gather(key, given, gathering);
  const { values, sources, invalid } = gathering;
  const url = findGiven(inputOf('authentikUrl'), given);
  attempt(url?.label ?? '', invalid, () => checkTogether(values));
  if (invalid.length > 0) throw invalidError(invalid);
  if (!hasEveryKey<Values>(values) || !hasEveryKey<Sources>(sources)) {
    throw new Error('an input was neither resolved nor refused');
  }
  return {
    values,
    sources,
    unknownVariables: [
      ...unknownVariables(given.env, 'environment'),
      ...unknownVariables(given.dotenv, '.env'),
    ],
  };
}
