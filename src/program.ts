import { type Command, CommanderError } from 'commander';
import { ExpectedError } from './basics/errors.js';
import { type ExitReason, exitCodes } from './basics/exit-codes.js';
import { createCli, type FlagsFor } from './cli.js';
import type { World } from './commands/world.js';
import { aboutThis } from './terminal/about.js';
import type { Terminal } from './terminal/terminal.js';

/**
 * Reads the command line, runs one command, and turns whatever comes of it into an exit code.
 * Never ends the process itself.
 */
export async function runProgram(world: World): Promise<number> {
  let reason: ExitReason = 'done';
  let terminal: Terminal | undefined;
  world.onCrash?.((error) => crash(error, world, terminal));
  const dispatch: Parameters<typeof createCli>[1] = async (action, flags) => {
    terminal = await terminalFor(world, flags);
    reason = await action({ world, flags, terminal });
  };
  const program = createCli(aboutThis().version, dispatch, await flagsFor(world.argv));
  direct(program, world);
  try {
    await program.parseAsync([...world.argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done.code;
    terminal ??= await terminalFor(world, flagsAtFirstSight(world.argv));
    reason = await explain(await toldAs(error, program, world.argv), terminal);
  }
  return exitCodes[reason].code;
}

/** Help and version of the whole program name no flag, so the table of them is not loaded. */
async function flagsFor([first, second]: readonly string[]): Promise<FlagsFor> {
  const whole = ['-h', '--help', '-V', '--version', 'help'];
  if (first !== undefined && whole.includes(first) && second === undefined) return () => [];
  return (await import('./settings/flags.js')).flagsFor;
}

async function terminalFor(
  { stdin, stdout, stderr, env, cwd }: World,
  flags: Readonly<Record<string, unknown>>,
): Promise<Terminal> {
  const { createTerminal } = await import('./terminal/terminal.js');
  const { mannerOf } = await import('./settings/manner.js');
  const { color, ...manner } = mannerOf({ flags, env, cwd });
  // Colour that was not declined is a question of the stream.
  return createTerminal({ stdin, stdout, stderr, env, ...manner, ...(!color && { color }) });
}

/** How to show an error about flags that could not be read. */
function flagsAtFirstSight(argv: readonly string[]): Record<string, unknown> {
  const has = (flag: string) => argv.includes(flag);
  return {
    json: has('--json'),
    verbose: has('--verbose'),
    ...(has('--no-color') && { color: false }),
  };
}

/** Lets commander print help to our stdout, and leaves its errors to {@link explain}. */
function direct(command: Command, world: World): void {
  command.configureOutput({
    writeOut: (text) => world.stdout.write(text),
    writeErr: () => undefined,
    getOutHelpWidth: () => Math.min(100, world.stdout.columns ?? 80),
  });
  for (const child of command.commands) {
    child.exitOverride();
    direct(child, world);
  }
}

async function toldAs(error: unknown, program: Command, argv: readonly string[]) {
  if (!(error instanceof CommanderError)) return error;
  return (await import('./usage.js')).usageTrouble(error, program, argv);
}

/** Tells what nobody caught as any other bug, and ends: what still runs is in no known state. */
function crash(error: unknown, world: World, terminal: Terminal | undefined): void {
  const telling = async () => {
    await explain(error, terminal ?? (await terminalFor(world, flagsAtFirstSight(world.argv))));
  };
  const leave = () => world.leave(exitCodes.failed.code);
  telling().then(leave, leave);
}

async function explain(error: unknown, terminal: Terminal): Promise<ExitReason> {
  const { errorJson, errorText } = await import('./terminal/error-view.js');
  if (terminal.json) terminal.result(errorJson(error));
  terminal.insist(errorText(error, terminal));
  return error instanceof ExpectedError ? error.exit : 'failed';
}
