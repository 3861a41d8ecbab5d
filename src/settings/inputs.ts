import type { Input } from './input.js';
import { answerInputs } from './table/answers.js';
import { authentikInputs } from './table/authentik.js';
import { awsInputs } from './table/aws.js';
import { grantInputs } from './table/grant.js';
import { sandboxInputs } from './table/sandbox.js';
import { runInputs } from './table/this-run.js';
import { undoInputs } from './table/undo.js';
import { upkeepInputs } from './table/upkeep.js';
import { setUpInputs } from './table/what-to-set-up.js';

/**
 * Every input of the program, once. It is loaded for `--help`, so that nothing heavy may be
 * imported from here.
 */
export const inputs = {
  ...authentikInputs,
  ...awsInputs,
  ...setUpInputs,
  ...grantInputs,
  ...answerInputs,
  ...upkeepInputs,
  ...undoInputs,
  ...runInputs,
  ...sandboxInputs,
};

/** The name of an input, as commands know it. */
export type InputKey = keyof typeof inputs;

/** The validated inputs of a run; `undefined` where nothing gave a value and there is no default. */
export type Values = {
  readonly [K in InputKey]: (typeof inputs)[K] extends Input<infer V, K> ? V : never;
};

/** Any input of the table, for those who only describe it. */
export type AnyInput = Input<unknown, InputKey>;

// This form keeps each key joined to the type of its value where the key is a type parameter.
const table: { readonly [K in InputKey]: Input<Values[K], K> } = inputs;

/** One input by its key, with the type of its value. */
export function inputOf<K extends InputKey>(key: K): Input<Values[K], K> {
  return table[key];
}

/** All inputs in the order of the table. */
export const allInputs: readonly AnyInput[] = Object.values(inputs);

/** The inputs that a command takes, in the order of the table. */
export function inputsFor(command: string): readonly AnyInput[] {
  return allInputs.filter(({ commands }) => commands.some((name) => name === command));
}

/** All names under which an input is looked for in the environment and in `.env`. */
export function variablesOf(input: AnyInput): readonly string[] {
  return [input.variable, ...input.otherVariables];
}
