import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import { type Check, type Finding, notKnown } from './check.js';
import type { DoctorContext } from './context.js';
import { levelOf } from './verdict.js';

/** A check with what came of it. */
export interface Report {
  readonly check: Pick<Check, 'id' | 'group' | 'title' | 'level'>;
  readonly finding: Finding;
  /** The checks that would have had to be fine before; the check was then not made. */
  readonly waitsFor: readonly string[];
  /** How a command would have ended on the failure that kept the check from being made. */
  readonly failedAs?: ExitReason;
}

/**
 * Makes all checks, those that do not build on one another at the same time. One that cannot be
 * made ends nothing.
 */
export async function examine(
  checks: readonly Check[],
  context: DoctorContext,
): Promise<readonly Report[]> {
  const begun = new Map<string, Promise<Report>>();
  for (const check of checks) {
    const before = check.needs.map((id) => begun.get(id) ?? missing(check, id));
    begun.set(check.id, examineOne(check, context, before));
  }
  // A bug in one check must not leave the others as rejections that nobody hears.
  const settled = await Promise.allSettled(begun.values());
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return Promise.all(begun.values());
}

function missing(check: Check, id: string): never {
  throw new Error(`the check ${check.id} needs ${id}, which does not stand before it`);
}

async function examineOne(
  check: Check,
  context: DoctorContext,
  before: readonly Promise<Report>[],
): Promise<Report> {
  const unmet = (await Promise.all(before)).filter((report) => !isFine(report));
  if (unmet.length > 0) {
    const waitsFor = unmet.map((report) => report.check.id);
    return {
      check,
      finding: notKnown(`not looked at, because of ${waitsFor.join(', ')}`),
      waitsFor,
    };
  }
  return { check, ...(await made(check, context)), waitsFor: [] };
}

function isFine(report: Report): boolean {
  const { result } = report.finding;
  return result === 'ok' || (result === 'problem' && levelOf(report) === 'advice');
}

async function made(
  check: Check,
  context: DoctorContext,
): Promise<Pick<Report, 'finding' | 'failedAs'>> {
  try {
    return { finding: await check.run(context) };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { finding: notKnown(whatAndWhy(error), error.next), failedAs: error.exit };
  }
}

/** The message of an error as one text: what happened and why. */
export function whatAndWhy({ message, why }: ExpectedError): string {
  return why === undefined ? message : `${message}. ${why}`;
}
