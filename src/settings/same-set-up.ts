import { commandWords, quotedWord } from './command-words.js';
import { flagName, optionKey } from './flag-name.js';
import { commandNames } from './input.js';
import { type AnyInput, type InputKey, inputOf } from './inputs.js';
import type { Settings } from './settings.js';
import { isShaping } from './shaping.js';

/** The inputs that say which set-up is meant; what stands in the environment stays there. */
const naming = [
  'authentikUrl',
  'authentikToken',
  'allowPlainHttp',
  'region',
  'profile',
  'instanceArn',
  'application',
  'applicationName',
  'providerName',
  'certificate',
  'groups',
  'scim',
  'outputDir',
  'state',
] as const satisfies readonly InputKey[];

/** `rotate certificate` takes the next key pair by this name, and the others the present one. */
const PRESENT_KEY = ['setup', 'plan', 'status', 'doctor'];

/** A command at the end of a line, with the flags that it has already. */
const COMMAND = /(?:^|\s)authentik-aws((?: [a-z][a-z-]*)+)((?: --?[a-z-]+(?: (?!-)\S+)?)*)$/;

/**
 * Completes a command that a piece of advice ends with, so that it is about the same set-up as the
 * run that gives it: with the flags of this run that say which one is meant.
 * @param flags what stood on the command line, as commander keeps it
 */
export function forSameSetUp(
  line: string,
  settings: Settings,
  flags: Readonly<Record<string, unknown>>,
): string {
  const [, words = '', has = ''] = COMMAND.exec(line) ?? [];
  const command = commandNames.find((name) => words.trim() === name);
  if (command === undefined) return line;
  const added = naming
    .map((key): AnyInput => inputOf(key))
    .filter(({ commands }) => commands.includes(command))
    .filter(({ key }) => key !== 'certificate' || PRESENT_KEY.includes(command))
    .filter(({ key }) => !(has.includes('--plan ') && isShaping(key)))
    .filter(({ flag }) => !has.split(' ').includes(`--${flagName(flag)}`))
    .flatMap((input) => wordsOf(input, settings, flags));
  return [line, ...added.map(quotedWord)].join(' ');
}

function wordsOf(
  input: AnyInput,
  { values, sources }: Settings,
  flags: Readonly<Record<string, unknown>>,
): readonly string[] {
  const source = sources[input.key];
  if (source !== 'flag' && source !== 'answer' && source !== 'plan') return [];
  if (input.kind !== 'secret') return commandWords(input, values);
  const file = flags[optionKey(input.flag)];
  return typeof file === 'string' && file !== '-' ? [`--${flagName(input.flag)}`, file] : [];
}
