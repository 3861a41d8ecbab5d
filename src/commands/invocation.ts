import type { Terminal } from '../terminal/terminal.js';
import type { World } from './world.js';

/** A command as it was called. */
export interface Invocation {
  readonly world: World;
  /** The flags that really stood on the command line, under commander's names. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly terminal: Terminal;
}
