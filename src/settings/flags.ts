import { flagName, optionKey } from './flag-name.js';
import type { Group } from './input.js';
import { type AnyInput, inputsFor } from './inputs.js';
import { refusedFlagOf } from './refused-flags.js';

/** One option of a command, as data from which commander's option is made. */
export interface OptionSpec {
  /** As commander reads it: `--authentik-url <url>`. */
  readonly flags: string;
  readonly description: string;
  /** The name under which commander keeps the value, and `resolveSettings` looks for it. */
  readonly key: string;
  readonly group: Group;
  /** May be given several times; all values are kept, in order. */
  readonly repeatable: boolean;
  /** Taken but not shown in help: it exists to be refused with a good message. */
  readonly hidden: boolean;
}

function describe({ about, kind, defaultText }: AnyInput): string {
  const marks = [
    ...(kind === 'secret' ? ['a file, - is standard input'] : []),
    ...(kind === 'list' ? ['may be repeated'] : []),
    ...(defaultText === undefined ? [] : [`default: ${defaultText}`]),
  ];
  return marks.length === 0 ? about : `${about} (${marks.join('; ')})`;
}

function optionsOf(input: AnyInput): readonly OptionSpec[] {
  const option: OptionSpec = {
    flags: input.flag,
    description: describe(input),
    key: optionKey(input.flag),
    group: input.group,
    repeatable: input.kind === 'list',
    hidden: false,
  };
  if (input.kind === 'choice') {
    const refusal = {
      ...option,
      flags: `--no-${flagName(input.flag)}`,
      description: 'do without it',
    };
    return [option, refusal];
  }
  const refused = refusedFlagOf(input);
  if (refused === undefined) return [option];
  const refusal: OptionSpec = {
    ...option,
    flags: `${refused} [value]`,
    description: `refused: use ${input.flag} or ${input.variable}`,
    key: optionKey(refused),
    hidden: true,
  };
  return [option, refusal];
}

/** The options of a command, by the table of inputs; none for one that takes no inputs. */
export function flagsFor(command: string): readonly OptionSpec[] {
  return inputsFor(command).flatMap(optionsOf);
}
