import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SHIELD } from '../../commands/run-program.js';
import type { Stage } from '../../commands/stage.js';
import { type Ended, endOf, startPiped } from '../../journeys/piped.js';

/** A run of the real program, in a process of its own. */
export interface RunningChild {
  /** Ends it with SIGKILL; resolves once it is gone. */
  kill(): Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Starts the program on a stage, with a home and a folder for passing files of its own. */
export function startOn(stage: Stage, args: readonly string[]): RunningChild {
  const passing = join(stage.folder, 'tmp');
  mkdirSync(passing, { recursive: true });
  const env = {
    ...SHIELD,
    PATH: process.env.PATH ?? '',
    HOME: stage.folder,
    TMPDIR: passing,
    ...stage.env,
  };
  const child = startPiped({ args, env, cwd: stage.folder });
  child.stdin.end();
  const end = endOf(child);
  const ended = Promise.all([text(child.stdout), text(child.stderr), end]).then(
    ([stdout, stderr, code]) => ({ code, stdout, stderr }),
  );
  return {
    async kill() {
      child.kill('SIGKILL');
      await end;
    },
    ended,
  };
}
