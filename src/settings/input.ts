/** The commands that take inputs, as they are typed. */
export const commandNames = [
  'setup',
  'plan',
  'status',
  'users',
  'doctor',
  'rotate certificate',
  'rotate scim-token',
  'grant',
  'undo',
  'reconcile',
  'sandbox',
  'sandbox sign-in',
] as const;

/** One of the commands that take inputs. */
export type CommandName = (typeof commandNames)[number];

/** The commands that keep a set-up running: look, plan, confirm, apply. */
export const upkeepCommands = [
  'rotate certificate',
  'rotate scim-token',
  'grant',
  'undo',
  'reconcile',
] as const satisfies readonly CommandName[];

/** The commands that look at AWS, and most of them at authentik as well. */
export const lookingCommands = [
  'setup',
  'plan',
  'status',
  'users',
  'doctor',
  ...upkeepCommands,
] as const satisfies readonly CommandName[];

/** The commands that look at both systems; `grant` alone asks nothing of authentik. */
export const commandsOnBoth: readonly CommandName[] = lookingCommands.filter(
  (name) => name !== 'grant',
);

/** The headings under which help and `.env.example` list the inputs, in this order. */
export const groups = [
  'authentik',
  'AWS',
  'What to set up',
  'Access to AWS accounts',
  'Answers from the AWS console',
  'This run',
] as const;

/** One of the headings of `groups`. */
export type Group = (typeof groups)[number];

/**
 * How an input is written.
 * - `text`: a flag with a value
 * - `secret`: the flag names a file (`-` is standard input); the value itself is never a flag
 * - `list`: a flag that may be repeated; its variable holds the same list with commas
 * - `switch`: a flag without a value that turns something on
 * - `off switch`: a `--no-…` flag; its variable is true when the thing is off
 * - `choice`: a flag for yes and the same with `--no-` for no; undecided without either
 */
export type InputKind = 'text' | 'secret' | 'list' | 'switch' | 'off switch' | 'choice';

/**
 * One input of the program. Flags, variables, questions, help and `.env.example` are all derived
 * from it. `V` is what a command finds under `key`: with `undefined` where there is no default.
 */
export interface Input<V, K extends string = string> {
  /** The property of `Values` that holds it. */
  readonly key: K;
  readonly kind: InputKind;
  /** As commander reads it: `--authentik-url <url>`. */
  readonly flag: string;
  /** The environment variable, also read from `.env`. */
  readonly variable: string;
  /** Further names of the variable that other programs gave it; looked at after `variable`. */
  readonly otherVariables: readonly string[];
  readonly group: Group;
  readonly commands: readonly CommandName[];
  /** What it is, as a fragment that stands alone in a list: `address of authentik`. */
  readonly about: string;
  /** Where the value is found or how one is made, as one sentence. */
  readonly where: string | undefined;
  /** Asked at a terminal when nothing gave a value. */
  readonly question: string | undefined;
  readonly example: string | undefined;
  /** Without it neither system can be looked at: the run ends with exit code 64. */
  readonly neededToLook: boolean;
  readonly default: V;
  /** The default as a person would write it, for help. */
  readonly defaultText: string | undefined;
  /** The unit of a number whose text is written with another: durations are milliseconds. */
  readonly unit: 'ms' | undefined;
  /**
   * Turns text from a variable, a question, a secret's file or a flag into the value.
   * @throws ExpectedError (`usage`) that never repeats the text: a token in the wrong place would
   * end in a log
   */
  readonly parse: (text: string) => V;
  /** The value of a `list` whose flag was given once for each text; a comma is then no separator. */
  readonly gather: ((texts: readonly string[]) => V) | undefined;
}
