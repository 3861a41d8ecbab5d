import { commandWords, quotedWord } from '../settings/command-words.js';
import { allInputs } from '../settings/inputs.js';
import type { Settings } from '../settings/settings.js';

/**
 * The command that goes on after a stop: what was typed, flag by flag, and what was asked for
 * before the first look. Secrets that were typed at a question stand as variables to fill in.
 * @param command its words: `authentik-aws setup`
 * @param argv the command line without `authentik-aws`; `setup` may be left out in it
 */
export function goOnCommand(
  command: string,
  argv: readonly string[],
  { sources, values }: Settings,
): string {
  const answered = allInputs.filter(({ key }) => sources[key] === 'answer');
  const secrets = answered
    .filter(({ kind }) => kind === 'secret')
    .map(({ variable }) => `${variable}=…`);
  const words = [
    ...flagsOf(command, argv),
    ...answered.flatMap((input) => commandWords(input, values)),
  ];
  return [...secrets, command, ...words.map(quotedWord)].join(' ');
}

function flagsOf(command: string, argv: readonly string[]): readonly string[] {
  const words = command.split(' ').slice(1);
  const isNamed = words.every((word, index) => argv[index] === word);
  return isNamed ? argv.slice(words.length) : argv;
}
