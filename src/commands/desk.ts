import { addAwsVariables, guardAwsSecrets } from '../settings/aws-variables.js';
import { readDotenv } from '../settings/dotenv.js';
import { originLines } from '../settings/origins.js';
import { resolveSettings } from '../settings/resolve.js';
import { forSameSetUp } from '../settings/same-set-up.js';
import type { Settings } from '../settings/settings.js';
import { type Ask, createAsk } from '../terminal/ask.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Visitor } from './sandbox-person.js';
import type { World } from './world.js';

/** What a command works at: its settings, the terminal, and whoever can be asked there. */
export interface Desk {
  readonly world: World;
  readonly settings: Settings;
  /** What stood on the command line, as commander keeps it. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly terminal: Terminal;
  readonly ask: Ask;
  /** Aborted as soon as somebody asks to stop; its reason is what is then to be thrown. */
  readonly stop?: AbortSignal;
  /** In a rehearsal: who signs in at the end. */
  readonly visitor?: Visitor;
}

/**
 * Settles a command's settings.
 * @throws ExpectedError (`usage`) naming every input that cannot be used
 */
export function openDesk(
  world: World,
  flags: Readonly<Record<string, unknown>>,
  terminal: Terminal,
): Desk {
  const dotenv = readDotenv(world.cwd);
  const settings = resolveSettings({ flags, env: world.env, dotenv, cwd: world.cwd });
  addAwsVariables(world.env, dotenv);
  guardAwsSecrets(world.env);
  for (const { name, nearest } of settings.unknownVariables) {
    const known = nearest ? `; ${nearest} is` : '';
    terminal.say(terminal.clean(`${name} is no variable of this program${known}`));
  }
  for (const line of originLines(settings)) terminal.debug(terminal.clean(line));
  const desk = { world, settings, flags, terminal, ask: createAsk(terminal) };
  adviseOn(desk);
  return desk;
}

/** From now on, commands in advice are about the set-up of these settings. */
export function adviseOn({ terminal, settings, flags }: Omit<Desk, 'world' | 'ask'>): void {
  terminal.adviseBy((line) => forSameSetUp(line, settings, flags));
}
