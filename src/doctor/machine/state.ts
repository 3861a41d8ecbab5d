import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ExpectedError } from '../../basics/errors.js';
import { type Check, type Finding, ok, problem } from '../check.js';
import type { StateFound } from '../context.js';
import { whatAndWhy } from '../examine.js';

/** Whether a run could remember what it does, and whether one works there now. */
export const state: Check = {
  id: 'state',
  group: 'machine',
  title: 'The state file can be used',
  level: 'required',
  needs: ['inputs'],
  async run(context) {
    // Its place has the instance in its name; without one it is not known.
    await context.instance();
    const found = await context.state().catch((error: unknown) => {
      if (error instanceof ExpectedError) return error;
      throw error;
    });
    if (found instanceof ExpectedError) return problem(whatAndWhy(found), found.next);
    return judge(found);
  },
};

async function judge({ path, exists, remarks, lockedBy }: StateFound): Promise<Finding> {
  if (remarks.length > 0) {
    return problem(remarks.join('; '), 'The next run keeps it aside and finds again what exists.', {
      level: 'advice',
    });
  }
  const closed = await firstNotWritable(exists ? path : dirname(path));
  if (closed !== undefined) {
    return problem(`${closed} cannot be written to`, [
      'Give yourself write permission there, or name another place with --state FILE.',
    ]);
  }
  if (lockedBy !== undefined) {
    return problem(
      `another run works on this set-up: ${lockedBy}`,
      ['Wait for it to end.', `If it is surely gone, remove ${path}.lock`],
      { level: 'advice' },
    );
  }
  return ok(exists ? `remembered in ${path}` : `nothing is remembered yet; it would be in ${path}`);
}

/** A folder that is not there yet is made by the first run, in the nearest one that is. */
async function firstNotWritable(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined && dirname(path) !== path) return firstNotWritable(dirname(path));
  return access(path, constants.W_OK).then(
    () => undefined,
    () => path,
  );
}
