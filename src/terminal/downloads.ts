import type { Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A file that turned up while a question was open. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** What is looked for, and how often. */
export interface DownloadsOptions {
  readonly folder: string;
  /** Files that were last written before this time, in milliseconds, are old. */
  readonly since: number;
  readonly signal: AbortSignal;
  /** Waits between two looks; rejects when the signal aborts. */
  readonly pause?: (signal: AbortSignal) => Promise<void>;
}

/** Metadata has some 10 KB; whatever is larger than this is not what anybody waits for. */
const LARGEST = 1024 * 1024;
const BETWEEN_LOOKS = 1000;
/** Some file systems keep times in steps of two seconds. */
const CLOCK_STEP = 2000;
/** What browsers call a file that they have not finished. */
const UNFINISHED = /\.(?:crdownload|part|partial|download|tmp)$/i;

async function entries(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // No such folder, or none that we may read: the question can be answered by hand.
    return [];
  }
}

/** The text of a file that is new and small; `undefined` for any other. */
async function readNew(path: string, since: number): Promise<string | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const { size, mtimeMs } = await file.stat();
      const fits = size > 0 && size <= LARGEST && mtimeMs >= since - CLOCK_STEP;
      return fits ? await file.readFile('utf8') : undefined;
    } finally {
      await file.close();
    }
  } catch {
    // Moved away or locked by the browser meanwhile; the next look decides.
    return undefined;
  }
}

/** One look: the new files with their text. Links are left alone, for they lead elsewhere. */
async function look(folder: string, since: number): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await entries(folder)) {
    if (!entry.isFile() || UNFINISHED.test(entry.name)) continue;
    const path = join(folder, entry.name);
    const text = await readNew(path, since);
    if (text !== undefined) found.set(path, text);
  }
  return found;
}

async function defaultPause(signal: AbortSignal): Promise<void> {
  await sleep(BETWEEN_LOOKS, undefined, { signal });
}

/**
 * New files in the downloads folder, each once, as soon as two looks in a row saw the same text:
 * a file that is still being written is not offered. Ends when the signal aborts. It looks again
 * and again because notices of the file system do not come from every network drive and WSL mount.
 */
export async function* newDownloads(options: DownloadsOptions): AsyncGenerator<NewFile> {
  const { folder, since, signal, pause = defaultPause } = options;
  const given = new Map<string, string>();
  let before = new Map<string, string>();
  while (!signal.aborted) {
    const now = await look(folder, since);
    for (const [path, text] of now) {
      if (before.get(path) !== text || given.get(path) === text) continue;
      given.set(path, text);
      yield { path, text };
    }
    before = now;
    try {
      await pause(signal);
    } catch {
      return;
    }
  }
}
