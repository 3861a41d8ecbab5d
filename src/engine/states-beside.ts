import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseBoundedJson } from '../basics/bounded-json.js';
import { stateSchema, type Target } from './state.js';

const ofAnyVersion = stateSchema.pick({ format: true, target: true });

/**
 * The targets of the other state files in a state file's folder. What cannot be read, or is no
 * state, is none.
 */
export async function statesBeside(path: string): Promise<Target[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch((): string[] => []);
  const others = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
    .filter((other) => resolve(other) !== resolve(path));
  return (await Promise.all(others.map(targetIn))).flatMap((target) => target ?? []);
}

async function targetIn(path: string): Promise<Target | undefined> {
  try {
    return ofAnyVersion.parse(parseBoundedJson(await readFile(path, 'utf8'))).target;
  } catch {
    return undefined;
  }
}
