import {
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  readFile,
  rename,
  stat,
  unlink,
} from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ExpectedError } from '../basics/errors.js';
import { codeOf, whyFile } from '../basics/file-trouble.js';
import { isRunning, type Life, lifeOf } from './process-life.js';

const ownerSchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  since: z.string(),
  command: z.string(),
  life: z
    .object({
      started: z.string(),
      boot: z.string().optional(),
      numbered: z.string().optional(),
    })
    .optional(),
});

type Owner = z.infer<typeof ownerSchema>;

/** Milliseconds within which a new lock surely has its owner written. */
const WRITING_TAKES = 10_000;

/** Gives a lock back; safe to call more than once. */
export type Release = () => Promise<void>;

/**
 * Keeps two runs from working on one target. The lock names its owner, and that of a process of
 * this host that is gone is taken over at once, since a killed run cannot give it back. A later
 * process that was given the same number does not count as the owner where the platform tells when
 * a process was started.
 * @throws ExpectedError (exit `locked`) naming owner, host, since when, and the way out
 */
export async function acquireLock(path: string, command: string, now: Date): Promise<Release> {
  await makeFolder(path);
  const life = await lifeOf(process.pid);
  const since = now.toISOString();
  const owner: Owner = {
    pid: process.pid,
    host: hostname(),
    since,
    command,
    ...(life && { life }),
  };
  if (!(await create(path, owner))) {
    await refuseOddThing(path);
    const other = await readOwner(path);
    if (await isHeld(path, other, life)) throw lockedBy(other, path);
    await discard(path, other);
    if (!(await create(path, owner))) throw lockedBy(await readOwner(path), path);
  }
  let held = true;
  return async () => {
    if (!held) return;
    held = false;
    if (isSame(await readOwner(path), owner)) await unlink(path).catch(() => undefined);
  };
}

/** Who holds a lock, in words; undefined when nobody does, or a process that is gone. */
export async function lockHolder(path: string): Promise<string | undefined> {
  const owner = await readOwner(path);
  const life = await lifeOf(process.pid);
  return owner && (await isHeld(path, owner, life)) ? ownerWords(owner) : undefined;
}

function isSame(one: Owner | undefined, other: Owner | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A lock without an owner is one that is being written, unless it has stood so for a while. */
async function isHeld(
  path: string,
  owner: Owner | undefined,
  mine: Life | undefined,
): Promise<boolean> {
  // Of another host nothing can be found out, so its owner counts as alive.
  if (owner) return owner.host !== hostname() || isRunning(owner, mine);
  const standing = await stat(path).catch(() => undefined);
  return standing !== undefined && Date.now() - standing.mtimeMs < WRITING_TAKES;
}

/** What is no file was put there by somebody, and is not for this program to take away. */
async function refuseOddThing(path: string): Promise<void> {
  const standing = await lstat(path).catch(() => undefined);
  if (!standing || standing.isFile()) return;
  const kind = standing.isDirectory() ? 'a directory' : 'no ordinary file';
  throw new ExpectedError({
    what: `The lock ${path} cannot be made`,
    why: `What stands there is ${kind}.`,
    next: 'Take it away, or name another place with --state FILE.',
  });
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw cannotMake(path, error);
  }
}

async function create(path: string, owner: Owner): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await writeOwner(file, path, owner);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw cannotMake(path, error);
  }
}

/** On a full disk the file is made and nothing goes into it; left there, it would lock for a while. */
async function writeOwner(file: FileHandle, path: string, owner: Owner): Promise<void> {
  try {
    await file.writeFile(JSON.stringify(owner));
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Of two runs that find the same dead lock only one takes it away: what was renamed is looked at
 * again, and the other run's fresh lock is put back.
 */
async function discard(path: string, dead: Owner | undefined): Promise<void> {
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => undefined);
  if (!isSame(await readOwner(aside), dead)) await link(aside, path).catch(() => undefined);
  await unlink(aside).catch(() => undefined);
}

function cannotMake(path: string, error: unknown): ExpectedError {
  return new ExpectedError({
    what: `The lock ${path} cannot be made`,
    why: whyFile(error, 'written'),
    next: 'Make room or give write permission to its folder, or name another place with --state FILE. Then run the same command again.',
    cause: error,
  });
}

function ownerWords({ command, pid, host, since }: Owner): string {
  return `\`${command}\`, process ${pid} on ${host}, since ${since}`;
}

function lockedBy(owner: Owner | undefined, path: string): ExpectedError {
  const who = owner ? ownerWords(owner) : 'another run that started this moment';
  return new ExpectedError({
    what: 'Another run works on the same set-up',
    why: `It is held by ${who}.`,
    next: [
      'Wait for it to end, then run this command again.',
      `If that run is surely gone, remove ${path} and run this command again.`,
    ],
    exit: 'locked',
  });
}
