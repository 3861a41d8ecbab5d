import type { OutputStream } from '../terminal/outlet.js';
import type { InputStream } from '../terminal/terminal.js';

/** All that the program touches of the process it runs in, so that a test can bring its own. */
export interface World {
  /** Without node and the script. */
  readonly argv: readonly string[];
  /** Variables from `.env` are added to it for the AWS SDK, which reads the environment only. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Calls back on each interrupt (Ctrl-C, SIGTERM); returns how to stop listening. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /**
   * Calls back with what nobody caught, in place of Node's own report, which prints whatever an
   * error holds: of a failed request that is the header with the token. Tests have no need of it.
   */
  readonly onCrash?: (listener: (error: unknown) => void) => void;
  /** Ends the process at once; what follows a call does not happen. */
  readonly leave: (code: number) => void;
}
