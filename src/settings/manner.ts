import { ExpectedError } from '../basics/errors.js';
import { type Dotenv, readDotenv } from './dotenv.js';
import { findGiven, type Given } from './given.js';
import { type InputKey, inputOf, type Values } from './inputs.js';

const keys = ['json', 'quiet', 'verbose', 'color', 'input'] as const satisfies InputKey[];

/** How a run shows itself and whether it asks: what the terminal is made from. */
export type Manner = Pick<Values, (typeof keys)[number]>;

/**
 * The manner of a run, needed before anything can be said, the refusal of other inputs included.
 * What cannot be read counts as not given here: resolving the settings refuses it.
 */
export function mannerOf({ flags, env, cwd }: Omit<Given, 'dotenv'>): Manner {
  const given = { flags, env, cwd, dotenv: orElse(() => readDotenv(cwd), {} as Dotenv) };
  const of = (key: (typeof keys)[number]): boolean => {
    const input = inputOf(key);
    const text = findGiven(input, given)?.texts.at(-1);
    return text === undefined ? input.default : orElse(() => input.parse(text), input.default);
  };
  return {
    json: of('json'),
    quiet: of('quiet'),
    verbose: of('verbose'),
    color: of('color'),
    input: of('input'),
  };
}

function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpectedError) return otherwise;
    throw error;
  }
}
