import { copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import envPaths from 'env-paths';
import writeFileAtomic from 'write-file-atomic';
import { ExpectedError } from '../basics/errors.js';
import { whyFile } from '../basics/file-trouble.js';
import { emptyState, type State, stateSchema, type Target } from './state.js';

/** A state as it was found, with what the user should hear about how it was found. */
export interface OpenedState {
  readonly state: State;
  readonly remarks: readonly string[];
}

/** The default place of a target's state: one file each, in the user's own state directory. */
export function defaultStatePath(target: Target): string {
  const { host, pathname } = new URL(target.authentik);
  const name = `${host}${pathname}--${target.instance}`.replace(/[^A-Za-z0-9.-]+/g, '-');
  return join(stateFolder(), `${name}.json`);
}

/** The user's own state directory. */
export function stateFolder(): string {
  return envPaths('authentik-aws', { suffix: '' }).data;
}

/**
 * Reads a state file. One that cannot be understood is kept aside under another name and costs
 * nothing but memory: the run finds and adopts what exists.
 * @throws ExpectedError when the file is there but may not be read, or is another target's
 */
export async function openState(path: string, target: Target): Promise<OpenedState> {
  const text = await readIfThere(path);
  if (text === undefined) return { state: emptyState(target), remarks: [] };
  const state = parse(text);
  if (!state) return { state: emptyState(target), remarks: [`${path} is not a usable state file`] };
  if (state.target.authentik !== target.authentik || state.target.instance !== target.instance) {
    throw new ExpectedError({
      what: `The state file ${path} belongs to another set-up`,
      why: `It is of ${state.target.authentik} and ${state.target.instance}; this run is on ${target.authentik} and ${target.instance}.`,
      next: 'Give this set-up a file of its own with --state FILE, or leave --state out.',
      exit: 'usage',
    });
  }
  return { state, remarks: [] };
}

/**
 * Writes a state file: whole or not at all, readable by its owner only. What it replaces for the
 * first time in this run is kept as `FILE.backup`.
 */
export function stateWriter(path: string): (state: State) => Promise<void> {
  let first = true;
  return async (state) => {
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      if (first) await keepBackup(path);
      await writeFileAtomic(path, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
      first = false;
    } catch (error) {
      throw cannotSave(path, error, state);
    }
  };
}

async function keepBackup(path: string): Promise<void> {
  const text = await readIfThere(path);
  if (text === undefined) return;
  if (parse(text)) await copyFile(path, `${path}.backup`);
  else await rename(path, join(dirname(path), `${basename(path)}.unreadable-${Date.now()}`));
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new ExpectedError({
      what: `The state file ${path} cannot be read`,
      why: whyFile(error, 'read'),
      next: 'Make it readable, or name another place with --state FILE.',
      cause: error,
    });
  }
}

function parse(text: string): State | undefined {
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function cannotSave(path: string, error: unknown, state: State): ExpectedError {
  return new ExpectedError({
    what: `The state cannot be saved to ${path}`,
    why: whyFile(error, 'written'),
    next: [
      'Make room or give write permission, then run the same command again.',
      `What it would have held: ${JSON.stringify(state)}`,
    ],
    cause: error,
  });
}
