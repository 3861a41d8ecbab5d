import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { program } from './pty.js';

/** How the program is to be started without any terminal. */
export interface PipedOptions {
  readonly args: readonly string[];
  /** The whole environment: nothing of this process reaches the program. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** What a program left behind that has ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `authentik-aws` with pipes for all three streams; it is killed when the test ends first. */
export function startPiped({
  args,
  env,
  cwd,
}: PipedOptions): ChildProcessByStdio<Writable, Readable, Readable> {
  const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: 'pipe' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Runs `authentik-aws` to its end with nothing on standard input. */
export async function runPiped(options: PipedOptions): Promise<Ended> {
  const child = startPiped(options);
  child.stdin.end();
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    endOf(child),
  ]);
  return { code, stdout, stderr };
}

/** Resolves with the exit code; `null` when a signal ended the program. */
export function endOf(child: ReturnType<typeof startPiped>): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
