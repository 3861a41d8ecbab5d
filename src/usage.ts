import type { Command, CommanderError } from 'commander';
import { ExpectedError } from './basics/errors.js';
import { nearest } from './settings/nearest.js';
import { isPlainWord, refuseSpokenSecret } from './settings/spoken-secrets.js';

/**
 * What is wrong with a command line that commander refused. Nothing of it is repeated that may be
 * a secret: of an option its name alone, and of a stray word nothing unless it is a plain one.
 */
export function usageTrouble(
  error: CommanderError,
  program: Command,
  argv: readonly string[],
): ExpectedError {
  return (
    refuseSpokenSecret(argv) ??
    unfinished(error, program, argv) ??
    strayWord(error, program, argv) ??
    asTold(error, program, argv)
  );
}

/** A word that stands for several commands: commander would print its help and say nothing. */
function unfinished(
  { code }: CommanderError,
  program: Command,
  argv: readonly string[],
): ExpectedError | undefined {
  const group = program.commands.find((command) => argv.includes(command.name()));
  if (code !== 'commander.help' || !group) return undefined;
  return new ExpectedError({
    what: `${group.name()} takes the name of what is meant`,
    next: group.commands.map((command) => `authentik-aws ${group.name()} ${command.name()}`),
    exit: 'usage',
  });
}

/** commander takes a word that is no command for an argument of the default one. */
function strayWord(
  { code, message }: CommanderError,
  program: Command,
  [first = '']: readonly string[],
): ExpectedError | undefined {
  const names = program.commands.map((command) => command.name());
  if (code === 'commander.unknownCommand')
    return noCommand(/'(.*?)'/s.exec(message)?.[1] ?? '', []);
  if (code !== 'commander.excessArguments' || first.startsWith('-')) return undefined;
  return names.includes(first) ? undefined : noCommand(first, names);
}

function noCommand(word: string, names: readonly string[]): ExpectedError {
  const next = 'See what can be given: authentik-aws --help';
  if (!isPlainWord(word)) {
    return new ExpectedError({
      what: 'A word of the command line is no command',
      why: 'It is not repeated here, since it may be a secret; those never stand on a command line.',
      next: [next, 'How secrets are given: authentik-aws help environment'],
      exit: 'usage',
    });
  }
  const meant = nearest(word, names);
  return new ExpectedError({
    what: `There is no command "${word}"`,
    ...(meant !== undefined && { why: `Did you mean ${meant}?` }),
    next,
    exit: 'usage',
  });
}

function asTold(
  { message }: CommanderError,
  program: Command,
  argv: readonly string[],
): ExpectedError {
  const [what = '', ...rest] = withoutValues(message.replace(/^error: /, '')).split('\n');
  const why = rest.join(' ').trim();
  return new ExpectedError({
    what,
    ...(why !== '' && { why }),
    next: `See what can be given: authentik-aws ${[...called(program, argv), '--help'].join(' ')}`,
    exit: 'usage',
  });
}

/** The words of the command that was called; without any it is the default one. */
function called(program: Command, argv: readonly string[]): string[] {
  let command = program;
  const words: string[] = [];
  for (const word of argv) {
    const below = command.commands.find((one) => one.name() === word);
    if (!below) continue;
    command = below;
    words.push(word);
  }
  return words.length > 0 ? words : ['setup'];
}

/** Of `--name=value` and `-nvalue` the name, and of a choice that is none only the choices. */
function withoutValues(message: string): string {
  return message
    .replace(/^unknown option '(--[\w-]*|-[^-]?).*?'(?=\n|$)/s, "unknown option '$1'")
    .replace(/^(option '.*?') argument '.*' is invalid\./s, '$1: its argument is none of them.');
}
