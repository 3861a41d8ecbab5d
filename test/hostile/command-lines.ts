import type { Command } from 'commander';
import { createCli } from '../../src/cli.js';
import { serviceProviderUrls } from '../../src/sandbox/aws/world/instance.js';
import type { Stage } from '../commands/stage.js';

/** A command as it is run against both pretended systems, with whatever it needs to get far. */
export interface CommandLine {
  /** The command as it is typed, without `authentik-aws`. */
  readonly command: string;
  readonly words: readonly string[];
  /** What only the stage knows. */
  readonly flags?: (stage: Stage) => readonly string[];
  /** It ends by itself without having reached a system. */
  readonly alone?: true;
}

const acs = ({ instance }: Stage) => ['--acs-url', serviceProviderUrls(instance).ipv4Acs];

/** Access that the pretended AWS can give to a group which provisioning brings. */
export const access = [
  ...['aws-users', '--account', '444455556666', '--policy', 'ViewOnlyAccess'],
] as const;

/**
 * Every command of the program, a line each; one without a line fails `secrets.test.ts`. The words
 * lead as far as a run with nobody to ask gets.
 */
export const commandLines: readonly CommandLine[] = [
  { command: 'setup', words: ['--scim', '--group', 'aws-users'], flags: acs },
  { command: 'plan', words: ['--scim'], flags: acs },
  { command: 'status', words: ['--scim'] },
  { command: 'users', words: ['--all'] },
  { command: 'users', words: ['--csv'] },
  { command: 'doctor', words: [] },
  { command: 'doctor', words: ['--redact'] },
  { command: 'reconcile', words: ['--dry-run'] },
  { command: 'grant', words: [...access, '--yes'] },
  { command: 'grant', words: ['--list'] },
  { command: 'grant', words: ['--list', '--csv'] },
  { command: 'rotate certificate', words: ['--yes'] },
  { command: 'rotate scim-token', words: ['--yes'] },
  { command: 'undo', words: ['--confirm', 'aws', '--accept-lock-out'] },
  { command: 'help', words: ['environment'], alone: true },
  { command: 'help', words: ['steps'], alone: true },
  { command: 'sandbox', words: ['--only', 'azure'], alone: true },
  {
    command: 'sandbox sign-in',
    words: ['--user', 'nobody', '--password-file', 'absent'],
    alone: true,
  },
];

/** The commands that the program has, as they are typed. */
export function commandsOfTheProgram(): string[] {
  const program = createCli(
    '0',
    async () => undefined,
    () => [],
  );
  return commandsBelow(program, '');
}

/** Only a folder of commands, such as `rotate`, does nothing by itself. */
function commandsBelow(command: Command, above: string): string[] {
  return command.commands.flatMap((child) => {
    const name = `${above}${child.name()}`;
    const isFolder = child.commands.length > 0 && !Reflect.get(child, '_actionHandler');
    return [...(isFolder ? [] : [name]), ...commandsBelow(child, `${name} `)];
  });
}
