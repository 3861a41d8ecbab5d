import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ExpectedError } from '../../basics/errors.js';
import { type Check, type Finding, ok, problem } from '../check.js';
import type { DoctorContext, StateFound } from '../context.js';
import { whatAndWhy } from '../examine.js';
import { providersFor } from '../providers-for.js';

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
    const judged = await judge(found);
    return judged.result === 'ok' ? ((await lost(context, found)) ?? judged) : judged;
  },
};

/**
 * The same for a look at a set-up alone: whether it is remembered is all of it that matters there.
 */
export const remembered: Check = {
  ...state,
  async run(context) {
    const found = await context.state();
    return (await lost(context, found)) ?? ok(`remembered in ${found.path}`);
  },
};

/** What was remembered cannot be read: then only what is there can be judged. */
async function lost(context: DoctorContext, found: StateFound): Promise<Finding | undefined> {
  const { path, exists, namedBy } = found;
  const unusable = remarked(found);
  if (unusable) return unusable;
  if (exists) return undefined;
  const isThere = await isSetUpThere(context);
  if (namedBy !== 'flag' && !isThere) return undefined;
  const text = isThere
    ? `a set-up is there, and nothing of it is remembered here: there is no ${path}`
    : `there is no ${path}, so nothing is remembered`;
  return problem(text, isThere ? nameIt : nameItOrNot, {
    level: namedBy === undefined ? 'advice' : 'required',
  });
}

const nameIt = [
  'Name the state file that setup wrote: --state FILE. Without the flag it is in the home of whoever ran setup.',
];

const nameItOrNot = [
  ...nameIt,
  'Before the first setup nothing is remembered: leave --state away until then.',
];

/** authentik that is not reached is told by a check of its own. */
async function isSetUpThere(context: DoctorContext): Promise<boolean> {
  try {
    const [authentik, instance] = await Promise.all([context.authentik(), context.instance()]);
    const found = await providersFor(authentik, instance);
    return found.some(({ applicationSlug }) => applicationSlug !== undefined);
  } catch (error) {
    if (error instanceof ExpectedError) return false;
    throw error;
  }
}

function remarked({ remarks, namedBy }: StateFound): Finding | undefined {
  if (remarks.length === 0) return undefined;
  return problem(remarks.join('; '), 'The next run keeps it aside and finds again what exists.', {
    level: namedBy === undefined ? 'advice' : 'required',
  });
}

async function judge(found: StateFound): Promise<Finding> {
  const unusable = remarked(found);
  if (unusable) return unusable;
  const { path, exists, lockedBy } = found;
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
