import { constants } from 'node:fs';
import { copyFile, link, lstat, mkdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { readAtMost } from '../basics/bounded-json.js';
import { ExpectedError } from '../basics/errors.js';
import { codeOf, whyFile } from '../basics/file-trouble.js';
import { writePrivately } from '../basics/private-file.js';
import { type Recognised, recogniseState } from './recognise-state.js';
import { emptyState, type State, type Target } from './state.js';
import { stateRemark } from './state-remarks.js';

/** A state as it was found. */
export interface OpenedState {
  readonly state: State;
  /** What the user should hear about how it was found. */
  readonly remarks: readonly string[];
  /** Where the file that was found must be kept before anything is saved in its place. */
  readonly aside?: string;
}

/** Bytes; a state of this program has some thousands. */
const LARGEST = 16 * 1024 * 1024;
const MOST_ASIDE = 100;

/** The default place of a target's state: one file each, in the user's own data directory. */
export function defaultStatePath(target: Target): string {
  const { host, pathname } = new URL(target.authentik);
  const name = `${host}${pathname}--${target.instance}`.replace(/[^A-Za-z0-9.-]+/g, '-');
  return join(stateFolder(), `${name}.json`);
}

/**
 * The user's own data directory, `~/.local/share/authentik-aws` on Linux: what is remembered there
 * outlives caches and logs.
 */
export function stateFolder(): string {
  return envPaths('authentik-aws', { suffix: '' }).data;
}

/**
 * Reads a state file. One that cannot be used costs nothing but memory: the run finds and adopts
 * what exists. It stays in its place until something is saved there, and is then kept under a name
 * that says what it is.
 * @param acts whether the command may save
 * @throws ExpectedError when the file may not be read, or is a symbolic link: what is saved must not
 * end in a file that somebody else chose
 */
export async function openState(
  path: string,
  target: Target,
  { acts, now = new Date() }: { readonly acts: boolean; readonly now?: Date },
): Promise<OpenedState> {
  await refuseLink(path);
  const text = await readIfThere(path);
  if (text === undefined) return { state: emptyState(target), remarks: [] };
  const found = recogniseState(text, target);
  if (found.kind === 'ours') return { state: found.state, remarks: [] };
  const aside = acts ? asideName(path, found, now) : undefined;
  const remark = stateRemark(path, found, aside);
  return {
    state: found.kind === 'older' ? found.state : emptyState(target),
    remarks: remark === undefined ? [] : [remark],
    ...(aside !== undefined && { aside }),
  };
}

/**
 * Writes a state file: whole or not at all, readable by its owner only. What it replaces for the
 * first time in this run is kept as `FILE.backup`, or under the name that was given for it.
 * @param write how a file is written; another one stands in for it in tests
 */
export function stateWriter(
  path: string,
  aside?: string,
  write = writePrivately,
): (state: State) => Promise<void> {
  let first = true;
  return async (state) => {
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      if (first) await (aside === undefined ? keepBackup(path, write) : keepAside(path, aside));
      first = false;
      await write(path, `${JSON.stringify(state, null, 2)}\n`);
    } catch (error) {
      throw cannotSave(path, error, state);
    }
  };
}

async function keepBackup(path: string, write: typeof writePrivately): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text !== undefined) await write(`${path}.backup`, text);
}

/** A second name for the file, which never takes the place of another; a copy where links are unknown. */
async function keepAside(path: string, aside: string): Promise<void> {
  for (let again = 1; ; again += 1) {
    const name = again === 1 ? aside : `${aside}-${again}`;
    try {
      await link(path, name).catch((error: unknown) => {
        if (codeOf(error) === 'EEXIST') throw error;
        return copyFile(path, name, constants.COPYFILE_EXCL);
      });
      return;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return;
      if (codeOf(error) !== 'EEXIST' || again === MOST_ASIDE) throw error;
    }
  }
}

function asideName(path: string, found: Recognised, now: Date): string {
  const versioned = found.kind === 'older' || found.kind === 'newer';
  const what = versioned ? `version-${found.version}` : found.kind;
  return `${path}.${what}-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
}

async function refuseLink(path: string): Promise<void> {
  const standing = await lstat(path).catch(() => undefined);
  if (!standing?.isSymbolicLink()) return;
  const leadsTo = await realpath(path).catch(() => undefined);
  throw new ExpectedError({
    what: `The state file ${path} is a symbolic link`,
    why: 'None is followed, so that nothing is written where somebody else chose.',
    next: `Name the file itself: --state ${leadsTo ?? 'FILE'}`,
    exit: 'usage',
  });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    const read = await readAtMost(path, LARGEST);
    return 'text' in read ? read.text : 'too large to be a state file';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new ExpectedError({
      what: `The state file ${path} cannot be read`,
      why: whyFile(error, 'read'),
      next: 'Make it readable, or name another place with --state FILE.',
      cause: error,
    });
  }
}

function cannotSave(path: string, error: unknown, state: State): ExpectedError {
  return new ExpectedError({
    what: `The state cannot be saved to ${path}`,
    why: whyFile(error, 'written'),
    next: [
      'Make room or give write permission, then run the same command again: what was made is found.',
      `So that nothing is forgotten either, save what is printed here as ${path} before that.`,
    ],
    unsaved: structuredClone(state),
    cause: error,
  });
}
