import { readFile, rm } from 'node:fs/promises';
import { ExpectedError } from '../../basics/errors.js';
import { whyFile } from '../../basics/file-trouble.js';
import type { Thing } from '../../engine/memory.js';
import { FILE_KEY } from '../../procedure/identity-provider-metadata.js';
import { digestOf } from '../../procedure/output-files.js';
import type { Removal, Task } from './task.js';

/**
 * Removes metadata and certificate that were written for the console, as long as they are still as
 * they were written. They hold nothing secret, and are of no use once the provider is gone.
 */
export const filesAway: Removal = {
  head: {
    id: 'files',
    title: 'Remove the files for the AWS console',
    place: 'this machine',
    outlook: 'no metadata and certificate of a provider that is gone',
  },
  awaits: ['samlProviderGone'],
  gives: 'filesGone',
  async tasks({ memory }) {
    const things = [...memory.things()].filter(([key]) => key.startsWith(FILE_KEY));
    return Promise.all(things.map(([key, thing]) => taskFor(key, thing)));
  },
};

async function taskFor(key: string, { name: path, id: digest }: Thing): Promise<Task> {
  const content = await readFile(path).catch(() => undefined);
  if (content === undefined) return { key };
  if (digestOf(content) !== digest) {
    const text = `${path} is not as it was written any more, so it stays`;
    return { key, notes: [{ level: 'info', text }] };
  }
  return {
    key,
    change: { action: 'delete', object: path },
    act: () => rm(path, { force: true }).catch((error: unknown) => cannotRemove(path, error)),
  };
}

function cannotRemove(path: string, error: unknown): never {
  throw new ExpectedError({
    what: `${path} cannot be removed`,
    why: whyFile(error, 'written'),
    next: 'Remove it yourself, then run the same command again.',
    cause: error,
  });
}
