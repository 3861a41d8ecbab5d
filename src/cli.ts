import { Command, Option } from 'commander';
import type { ExitReason } from './basics/exit-codes.js';
import type { Invocation } from './commands/invocation.js';
import type { OptionSpec } from './settings/flags.js';

/** Runs a command once its flags are known. */
export type Dispatch = (
  action: (invocation: Invocation) => Promise<ExitReason>,
  flags: Readonly<Record<string, unknown>>,
) => Promise<void>;

/** The options of a command, from the table of inputs; none for one that takes no inputs. */
export type FlagsFor = (command: string) => readonly OptionSpec[];

/** In the order in which help lists them. */
const COMMANDS = [setup, plan, status, doctor, users, grant, reconcile, rotate, undo, sandbox];

/**
 * The command tree and nothing else: what each command does is loaded when it is called, so that
 * help and version answer at once.
 */
export function createCli(version: string, dispatch: Dispatch, flagsFor: FlagsFor): Command {
  const program = new Command('authentik-aws')
    .description('Sets up single sign-on from authentik to AWS IAM Identity Center.')
    .version(version, '-V, --version')
    .helpOption('-h, --help', 'show what a command takes')
    // The longest flag leaves less than the 40 columns below which commander does not wrap.
    .configureHelp({ minWidthToWrap: 30 })
    .showHelpAfterError(false)
    .exitOverride()
    .enablePositionalOptions()
    .addHelpText('after', '\nThe flags of a command: authentik-aws setup --help');
  for (const add of COMMANDS) add(program, dispatch);
  help(program, dispatch);
  for (const command of program.commands) giveFlags(command, flagsFor);
  return program;
}

function setup(program: Command, dispatch: Dispatch): void {
  program
    .command('setup', { isDefault: true })
    .description('look at both systems, show one plan, ask once, do it and prove it (default)')
    .action(lazily(dispatch, async () => (await import('./commands/setup.js')).setup));
}

function plan(program: Command, dispatch: Dispatch): void {
  program
    .command('plan')
    .description('show what setup would do, and change nothing')
    .option('--exit-code', 'exit with 2 when there is something to do')
    .action(lazily(dispatch, async () => (await import('./commands/plan.js')).plan));
}

function status(program: Command, dispatch: Dispatch): void {
  program
    .command('status')
    .description('show where the procedure stands, and how each line is known')
    .action(lazily(dispatch, async () => (await import('./commands/status.js')).status));
}

function doctor(program: Command, dispatch: Dispatch): void {
  program
    .command('doctor')
    .description('look at all that a set-up stands on, each with its remedy')
    .action(lazily(dispatch, async () => (await import('./commands/doctor.js')).doctor));
}

function users(program: Command, dispatch: Dispatch): void {
  program
    .command('users')
    .description('show who can sign in, and who cannot and why')
    .option('--all', 'show every problem, not only a screenful')
    .option('--problems', 'only whoever has a problem; exit with 1 when there are any')
    .addOption(new Option('--csv', 'print one line a person, for spreadsheets').conflicts('json'))
    .action(lazily(dispatch, async () => (await import('./commands/users.js')).users));
}

function grant(program: Command, dispatch: Dispatch): void {
  program
    .command('grant')
    .argument('[group]', 'group of IAM Identity Center that is given access')
    .description('give a group access to AWS accounts, or show who has it; asks AWS alone')
    .option('--list', 'show who has what, of everybody or of the group or user named')
    .addOption(new Option('--csv', 'with --list: print one line an assignment').conflicts('json'))
    .action(
      lazily(dispatch, async () => (await import('./commands/grant.js')).grant, ['groupArgument']),
    );
}

function reconcile(program: Command, dispatch: Dispatch): void {
  program
    .command('reconcile')
    .description('put right in AWS what provisioning should have brought about and did not')
    .option('--exit-code', 'exit with 2 when there was something to do and nothing was done')
    .action(lazily(dispatch, async () => (await import('./commands/reconcile.js')).reconcile));
}

function rotate(program: Command, dispatch: Dispatch): void {
  const command = program
    .command('rotate')
    .helpCommand(false)
    .description('replace what ends, in the order that locks nobody out');
  command
    .command('certificate')
    .description('let AWS trust the next signing certificate, then sign with it')
    .option('--another', 'begin anew although the last rotation is finished')
    .option('--without-sign-in', 'go on although no sign-in was seen, or one was refused')
    .option('--back', 'after the switch: sign with the key of before again')
    .option('--abandon', 'before the switch: give the rotation up')
    .option('--remove-old', 'at last remove the old key pair in authentik, if nothing uses it')
    .action(
      lazily(
        dispatch,
        async () => (await import('./commands/rotate-certificate.js')).rotateCertificate,
      ),
    );
  rotateScimToken(command, dispatch);
}

function rotateScimToken(command: Command, dispatch: Dispatch): void {
  command
    .command('scim-token')
    .description('bring a second SCIM access token, and see it work before the first goes')
    .option('--another', 'begin anew although the last rotation is finished')
    .action(
      lazily(
        dispatch,
        async () => (await import('./commands/rotate-scim-token.js')).rotateScimToken,
      ),
    );
}

function undo(program: Command, dispatch: Dispatch): void {
  program
    .command('undo')
    .description('take apart what setup made, and put back what it changed')
    .action(lazily(dispatch, async () => (await import('./commands/undo.js')).undo));
}

function sandbox(program: Command, dispatch: Dispatch): void {
  program
    .command('sandbox')
    .description('start both systems, pretended, on loopback: for rehearsal and tests')
    .addOption(new Option('--only <half>', 'start one half alone').choices(['authentik', 'aws']))
    .option('--authentik-port <port>', 'port of authentik; 0 is any', '0')
    .option('--aws-port <port>', 'port of AWS; 0 is any', '0')
    .action(lazily(dispatch, async () => (await import('./commands/sandbox.js')).sandbox))
    .command('sign-in')
    .description('walk one sign-in through authentik to the pretended AWS')
    .requiredOption('--user <name>', 'user name or e-mail address in authentik')
    .requiredOption('--password-file <file>', 'file with the password; - is standard input')
    .action(
      lazily(dispatch, async () => (await import('./commands/sandbox-sign-in.js')).sandboxSignIn),
    );
}

function help(program: Command, dispatch: Dispatch): void {
  program
    .helpCommand(false)
    .command('help [topic...]')
    .description('explain a command, or one of: steps, environment, exit-codes, faults')
    .action((topic: readonly string[]) => {
      const command = commandAt(program, topic);
      if (command) return command.help();
      return dispatch(async (invocation) => {
        const { helpTopic } = await import('./commands/help-topic.js');
        return helpTopic(topic.join(' '), invocation);
      }, {});
    });
}

/** The command of these words, `rotate certificate`; the program for none. */
function commandAt(program: Command, words: readonly string[]): Command | undefined {
  return words.reduce<Command | undefined>(
    (above, word) => above?.commands.find((command) => command.name() === word),
    program,
  );
}

/** Adds the options that the table of inputs has for a command and those below it. */
function giveFlags(command: Command, flagsFor: FlagsFor, above = ''): void {
  const name = `${above}${command.name()}`;
  for (const spec of flagsFor(name)) command.addOption(optionOf(spec));
  for (const child of command.commands) giveFlags(child, flagsFor, `${name} `);
}

function optionOf({ flags, description, repeatable, hidden, group }: OptionSpec): Option {
  const option = new Option(flags, description).hideHelp(hidden).helpGroup(`${group}:`);
  if (!repeatable) return option;
  return option.argParser((value: string, before: string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}

/** @param argumentKeys the names under which the arguments of the command stand beside its flags */
function lazily(
  dispatch: Dispatch,
  load: () => Promise<(invocation: Invocation) => Promise<ExitReason>>,
  argumentKeys: readonly string[] = [],
) {
  return (...called: readonly unknown[]) => {
    const command = called.at(-1);
    if (!(command instanceof Command)) throw new Error('commander called without its command');
    const given = Object.fromEntries(argumentKeys.map((key, at) => [key, called[at]]));
    const flags = { ...givenFlags(command), ...given };
    return dispatch(async (invocation) => (await load())(invocation), flags);
  };
}

/**
 * The flags that stood on the command line, before a subcommand or after it. What commander has by
 * itself is left out: `true` for each `--no-…` option, which would overrule that of a subcommand.
 */
function givenFlags(command: Command | null): Record<string, unknown> {
  if (command === null) return {};
  const own = Object.entries(command.opts()).filter(
    ([key]) => command.getOptionValueSource(key) === 'cli',
  );
  return { ...givenFlags(command.parent), ...Object.fromEntries(own) };
}
