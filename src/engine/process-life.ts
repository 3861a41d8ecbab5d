import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { codeOf } from '../basics/file-trouble.js';

/** What tells one process of this machine from a later one that was given the same number. */
export interface Life {
  /** When it was started, as this platform tells it: to be compared, not read. */
  readonly started: string;
  /** Since when the machine runs, likewise. */
  readonly boot?: string | undefined;
  /** Where its number counts: a container has numbers of its own. */
  readonly numbered?: string | undefined;
}

/**
 * What is known of a running process; `undefined` when there is none of this number, or when this
 * platform tells nothing about it. Linux tells by `/proc` (proc(5): state and start time are the
 * 3rd and the 22nd field of `stat`, the name before them may hold anything), macOS and the BSDs by
 * `ps` (unverified on macOS), Windows not at all.
 */
export async function lifeOf(pid: number): Promise<Life | undefined> {
  return (await fromProc(pid)) ?? (process.platform === 'linux' ? undefined : fromPs(pid));
}

/**
 * Whether the process that somebody wrote down still runs. Of another container nothing can be
 * found out, so what runs there counts as running; so does what is hidden or not told.
 * @param mine what is known of this very process
 */
export async function isRunning(
  { pid, life }: { readonly pid: number; readonly life?: Life | undefined },
  mine: Life | undefined,
): Promise<boolean> {
  if (!life || !mine) return signalled(pid) !== 'nobody';
  if (life.boot !== mine.boot) return false;
  if (life.numbered !== mine.numbered) return true;
  const signal = signalled(pid);
  if (signal === 'nobody') return false;
  const now = await lifeOf(pid);
  return now ? now.started === life.started : signal === 'not allowed';
}

function signalled(pid: number): 'allowed' | 'not allowed' | 'nobody' {
  try {
    process.kill(pid, 0);
    return 'allowed';
  } catch (error) {
    return codeOf(error) === 'EPERM' ? 'not allowed' : 'nobody';
  }
}

async function fromProc(pid: number): Promise<Life | undefined> {
  try {
    const [stat, boot, numbered] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readlink('/proc/self/ns/pid'),
    ]);
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // One that has ended and that nobody has asked about yet still has its number.
    if (state === 'Z' || state === 'X') return undefined;
    return { started: String(rest[18]), boot: boot.trim(), numbered };
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): Promise<Life | undefined> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
    execFile('ps', ['-o', 'lstart=', '-p', String(pid)], { env }, (error, stdout) => {
      resolve(error || stdout.trim() === '' ? undefined : { started: stdout.trim() });
    });
  });
}
