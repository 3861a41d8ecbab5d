import { ExpectedError } from '../basics/errors.js';
import { isAsPlanned, type KeptPlan, keepPlan, movedSince } from '../engine/kept-plan.js';
import type { Difference } from '../engine/outside.js';
import { foreignChanges, type Plan, type PlannedStep } from '../engine/plan.js';
import { readPlanFile, writePlanFile } from '../engine/plan-file.js';
import type { Permission } from '../engine/run.js';
import { recall } from '../procedure/context.js';
import { shapingTexts, withShaping } from '../settings/shaping.js';
import type { Acting } from './acting.js';
import type { Job } from './carry-out.js';
import { adviseOn } from './desk.js';
import { foreignConsent } from './foreign-consent.js';
import type { Session } from './session.js';

/** A plan from a file, about to be carried out. */
export interface KeptJob {
  /** The run, with the settings that shaped the plan. */
  readonly acting: Acting;
  /**
   * What keeps it to the plan: it is refused before anything is begun when something moved or
   * other things would be done, and a step acts only when the plan has just that to do. What it
   * alters of what somebody else made was marked for whoever reviewed it.
   */
  readonly bounds: Required<Pick<Job<unknown>, 'check' | 'permit' | 'foreign'>>;
}

const ANOTHER = 'Make a new plan: authentik-aws plan --out FILE';

/** Keeps a plan in a file; see {@link keptJob}. */
export async function keepInFile(path: string, plan: Plan, session: Session): Promise<void> {
  const { settings, authentik, instance, memory } = session;
  const scim = settings.values.scim ?? recall(memory, 'scim')?.value ?? false;
  const kept = keepPlan(plan.steps, {
    at: new Date().toISOString(),
    target: { authentik: authentik.url, instance: instance.id },
    settings: { ...shapingTexts(settings), scim: String(scim) },
  });
  await writePlanFile(path, kept);
}

/**
 * Reads a plan that was kept, to do exactly that. It is the consent to what it says, though not to
 * the change of the identity source, which has its own. What it could not know yet (`later`) is
 * left out of the run: that takes another plan.
 * @throws ExpectedError when it is of another target, or other settings were given as well
 */
export async function keptJob(path: string, acting: Acting): Promise<KeptJob> {
  const kept = await readPlanFile(path);
  const { session } = acting;
  refuseOtherTarget(path, kept, session);
  const settings = withShaping(session.settings, kept.settings);
  const desk = { ...acting.desk, settings };
  adviseOn(desk);
  return {
    acting: {
      ...acting,
      desk,
      session: { ...session, settings },
    },
    bounds: {
      check: (now) => check(path, kept, now),
      permit: async (step, planned) => permit(path, kept, { ...planned, id: step.id }),
      foreign: foreignConsent(desk, foreignChanges(kept.steps)),
    },
  };
}

function refuseOtherTarget(path: string, { target }: KeptPlan, session: Session): void {
  const { authentik, instance } = session;
  if (target.authentik === authentik.url && target.instance === instance.id) return;
  throw new ExpectedError({
    what: `The plan ${path} is for another set-up`,
    why: `It is for ${target.authentik} and ${target.instance}; this run is on ${authentik.url} and ${instance.id}.`,
    next: ANOTHER,
    exit: 'usage',
  });
}

function check(path: string, kept: KeptPlan, now: Plan): void {
  const moved = movedSince(kept.steps, now.steps);
  if (moved.length > 0) throw basisGone(path, kept, moved, 'Nothing was changed.');
  const other = now.steps.filter((step) => !isAsBefore(kept, step)).map(({ title }) => title);
  const gone = kept.steps.filter(({ id }) => !now.steps.some((step) => step.id === id));
  const differing = [...other, ...gone.map(({ title }) => title)];
  if (differing.length === 0) return;
  throw new ExpectedError({
    what: `What would be done now is not what the plan ${path} says`,
    why: `It differs in: ${differing.join('; ')}. Answers that were given to only one of the two commands do that. Nothing was changed.`,
    next: ['See it: authentik-aws plan', ANOTHER],
  });
}

function isAsBefore({ steps }: KeptPlan, now: PlannedStep): boolean {
  const was = steps.find(({ id }) => id === now.id);
  const sameTurn = (was?.state === 'later') === (now.state === 'later');
  return was !== undefined && sameTurn && isAsPlanned(was, now);
}

function permit(
  path: string,
  kept: KeptPlan,
  now: Pick<PlannedStep, 'id' | 'changes' | 'observed' | 'foreseen'>,
): Permission {
  const was = kept.steps.find(({ id }) => id === now.id);
  if (was?.state !== 'to-do') {
    return { kind: 'left out', why: 'the plan could not say yet what is to be done here' };
  }
  const moved = movedSince([was], [now]);
  const rest =
    'It moved during this run. This step was not begun; what was done before it is saved.';
  if (moved.length > 0) throw basisGone(path, kept, moved, rest);
  if (isAsPlanned(was, now)) return { kind: 'granted' };
  throw new ExpectedError({
    what: `"${was.title}" would now do something else than the plan ${path} says`,
    why: rest,
    next: ANOTHER,
  });
}

function basisGone(
  path: string,
  { at }: KeptPlan,
  moved: readonly Difference[],
  rest: string,
): ExpectedError {
  return new ExpectedError({
    what: `The plan ${path} no longer holds: something moved since it was made on ${at}`,
    why: `${moved.map(inWords).join('; ')}. ${rest}`,
    next: ['See it: authentik-aws plan', ANOTHER],
  });
}

function inWords({ object, kind, fields }: Difference): string {
  if (kind === 'gone') return `${object} is gone`;
  if (kind === 'new') return `${object} is there now`;
  const parts = fields.map(({ field, from = '', to }) => `${field} ${from} → ${to}`);
  return `${object}: ${parts.join(', ')}`;
}
