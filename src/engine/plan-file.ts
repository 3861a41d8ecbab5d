import { lstat } from 'node:fs/promises';
import { readAtMost } from '../basics/bounded-json.js';
import { ExpectedError } from '../basics/errors.js';
import { whyFile } from '../basics/file-trouble.js';
import { writePrivately } from '../basics/private-file.js';
import { redact } from '../basics/secret.js';
import { type KeptPlan, type RecognisedPlan, recognisePlan } from './kept-plan.js';

/** Bytes; a plan has some tens of thousands. */
const LARGEST = 4 * 1024 * 1024;

const NEW_PLAN = 'Make a new one: authentik-aws plan --out FILE';

/**
 * Writes a plan to a file, whole or not at all and for its owner's eyes only. It takes the place of
 * an earlier plan and of nothing else, and follows no link.
 * @throws ExpectedError saying why it was not written
 */
export async function writePlanFile(path: string, plan: KeptPlan): Promise<void> {
  await refuseOther(path);
  try {
    await writePrivately(path, `${redact(JSON.stringify(plan, null, 2))}\n`);
  } catch (error) {
    throw new ExpectedError({
      what: `The plan cannot be kept in ${path}`,
      why: whyFile(error, 'written'),
      next: 'Name another file with --out FILE.',
      cause: error,
    });
  }
}

/**
 * Reads a plan that was kept.
 * @throws ExpectedError when the file is no plan of this release, or cannot be read
 */
export async function readPlanFile(path: string): Promise<KeptPlan> {
  const found = await recogniseFile(path).catch((error: unknown) => {
    throw new ExpectedError({
      what: `The plan ${path} cannot be read`,
      why: whyFile(error, 'read'),
      next: NEW_PLAN,
      exit: 'usage',
      cause: error,
    });
  });
  if (found.kind === 'kept') return found.plan;
  throw new ExpectedError({
    what: `${path} ${whatItIs(found)}`,
    why: 'Nothing was changed.',
    next: NEW_PLAN,
    exit: 'usage',
  });
}

function whatItIs(found: Exclude<RecognisedPlan, { kind: 'kept' }>): string {
  switch (found.kind) {
    case 'newer':
      return `is a plan of a later release of this program (version ${found.version})`;
    case 'damaged':
      return 'is a damaged plan';
    case 'foreign':
      return 'is no plan of this program';
  }
}

async function recogniseFile(path: string): Promise<RecognisedPlan> {
  const read = await readAtMost(path, LARGEST);
  return 'text' in read ? recognisePlan(read.text) : { kind: 'foreign' };
}

/** Whoever names a file by mistake must not lose it. */
async function refuseOther(path: string): Promise<void> {
  const standing = await lstat(path).catch(() => undefined);
  if (!standing?.isFile() || standing.size === 0) return;
  const { kind } = await recogniseFile(path).catch(() => ({ kind: 'foreign' }));
  if (kind !== 'foreign') return;
  throw new ExpectedError({
    what: `${path} holds something else than a plan, and is left as it is`,
    next: 'Name another file with --out FILE.',
    exit: 'usage',
  });
}
