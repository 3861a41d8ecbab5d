import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { main } from '../../src/main.js';

/** What came of one run of the program. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run the program. */
export interface Running {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Is handed the key that Ctrl-C is. */
  readonly onStart?: (interrupt: () => void) => void;
  /** Is told the code with which the program wants to leave at once. */
  readonly onLeave?: (code: number) => void;
}

/** Of the machine that the tests run on; none of it may reach the program. */
const FOREIGN = /^(AWS_|AUTHENTIK|CI$|NO_COLOR$|FORCE_COLOR$|HTTPS?_PROXY$)/i;

/** What keeps the AWS SDK from the machine's own files and from asking the cloud around it. */
export const SHIELD = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  LANG: 'C.UTF-8',
};

/**
 * Runs the program in this process as `bin/` does, with nobody at a terminal. The AWS SDK reads the
 * process's own environment, so that is what changes for the time of the run.
 */
export async function runProgram(argv: readonly string[], running: Running = {}): Promise<Ran> {
  const [stdout, stderr] = [keptStream(), keptStream()];
  const listeners = new Set<() => void>();
  const restore = enter({ ...SHIELD, ...running.env });
  running.onStart?.(() => {
    for (const listener of listeners) listener();
  });
  try {
    const code = await main({
      argv,
      env: process.env,
      cwd: running.cwd ?? tmpdir(),
      stdin: new PassThrough(),
      stdout: stdout.stream,
      stderr: stderr.stream,
      onInterrupt(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      leave: (wanted) => running.onLeave?.(wanted),
    });
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    restore();
  }
}

function enter(env: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  const clear = () => {
    for (const name of Object.keys(process.env)) {
      if (FOREIGN.test(name) || name in env) delete process.env[name];
    }
  };
  clear();
  Object.assign(process.env, env);
  return () => {
    clear();
    Object.assign(process.env, before);
  };
}

function keptStream(): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, written) {
      chunks.push(String(chunk));
      written();
    },
  });
  return { stream, text: () => chunks.join('') };
}

/** A text as one line with single spaces, whatever its width was. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** The last command that a text shows for copying, with its lines joined as a shell joins them. */
export function shownCommand(text: string): string | undefined {
  const joined = text.replaceAll('\r', '').replaceAll(/ \\\n\s*/g, ' ');
  return joined
    .match(/^ {2}(?:[A-Z_]+=\S+ )*authentik-aws .*$/gm)
    ?.at(-1)
    ?.trim();
}

/** The state that a message printed, as somebody would copy it. */
export function printedState(stderr: string): string {
  return stderr.slice(stderr.indexOf('\n{\n') + 1, stderr.lastIndexOf('\n}') + 2);
}

/** A new folder of its own, and how to remove it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'authentik-aws-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
