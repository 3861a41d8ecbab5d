import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ExpectedError } from '../basics/errors.js';

const ownerSchema = z.object({
  pid: z.number().int(),
  host: z.string(),
  since: z.string(),
  command: z.string(),
});

type Owner = z.infer<typeof ownerSchema>;

/** Gives a lock back; safe to call more than once. */
export type Release = () => Promise<void>;

/**
 * Keeps two runs from working on one target. The lock names its owner, and that of a process of
 * this host that is gone is taken over at once, since a killed run cannot give it back.
 * @throws ExpectedError (exit `locked`) naming owner, host, since when, and the way out
 */
export async function acquireLock(path: string, command: string, now: Date): Promise<Release> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const owner: Owner = { pid: process.pid, host: hostname(), since: now.toISOString(), command };
  if (!(await create(path, owner))) {
    const other = await readOwner(path);
    if (other && isAlive(other)) throw lockedBy(other, path);
    await discard(path);
    if (!(await create(path, owner))) throw lockedBy(await readOwner(path), path);
  }
  let held = true;
  return async () => {
    if (!held) return;
    held = false;
    await unlink(path).catch(() => undefined);
  };
}

async function create(path: string, owner: Owner): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(JSON.stringify(owner));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new ExpectedError({
      what: `The lock ${path} cannot be made`,
      why: error instanceof Error ? error.message : String(error),
      next: 'Give write permission to its folder, or name another place with --state FILE.',
      cause: error,
    });
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

/** By renaming first, so that of two runs that find the same dead lock only one removes it. */
async function discard(path: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => undefined);
  await unlink(aside).catch(() => undefined);
}

function lockedBy(owner: Owner | undefined, path: string): ExpectedError {
  const who = owner
    ? `\`${owner.command}\`, process ${owner.pid} on ${owner.host}, since ${owner.since}`
    : 'another run that started this moment';
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
