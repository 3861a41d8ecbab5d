import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ExpectedError } from '../basics/errors.js';
import { whyFile } from '../basics/file-trouble.js';

const ownerSchema = z.object({
  pid: z.number().int(),
  host: z.string(),
  since: z.string(),
  command: z.string(),
});

type Owner = z.infer<typeof ownerSchema>;

/** Milliseconds within which a new lock surely has its owner written. */
const WRITING_TAKES = 10_000;

/** Gives a lock back; safe to call more than once. */
export type Release = () => Promise<void>;

/**
 * Keeps two runs from working on one target. The lock names its owner, and that of a process of
 * this host that is gone is taken over at once, since a killed run cannot give it back.
 * @throws ExpectedError (exit `locked`) naming owner, host, since when, and the way out
 */
export async function acquireLock(path: string, command: string, now: Date): Promise<Release> {
  await makeFolder(path);
  const owner: Owner = { pid: process.pid, host: hostname(), since: now.toISOString(), command };
  if (!(await create(path, owner))) {
    const other = await readOwner(path);
    if (await isHeld(path, other)) throw lockedBy(other, path);
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
  return owner && isAlive(owner) ? ownerWords(owner) : undefined;
}

function isSame(one: Owner | undefined, other: Owner | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A lock without an owner is one that is being written, unless it has stood so for a while. */
async function isHeld(path: string, owner: Owner | undefined): Promise<boolean> {
  if (owner) return isAlive(owner);
  const standing = await stat(path).catch(() => undefined);
  return standing !== undefined && Date.now() - standing.mtimeMs < WRITING_TAKES;
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
    await file.writeFile(JSON.stringify(owner));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw cannotMake(path, error);
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Of another host nothing can be found out, so its owner counts as alive. */
function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
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
    next: 'Give write permission to its folder, or name another place with --state FILE.',
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
