import { blockingNotes, type PlannedStep } from '../engine/plan.js';
import { type Finding, notApplicable, notKnown, ok, problem } from './check.js';
import type { SetUp } from './context.js';
import { wasSetUp } from './was-set-up.js';

/** How a step of the procedure is judged once it was done. */
interface Judging {
  /** Id of the step. */
  readonly step: string;
  /** Under which key what it made is remembered; the step's id unless given. */
  readonly thing?: string;
  /** What is said when nothing is to do. */
  readonly fine: string;
}

/**
 * Judges a step by its own plan, so that what is checked is what `setup` would do. Something to do
 * is a problem only where it was done before: a set-up that is not finished is not broken.
 */
export function stepFinding(setUp: SetUp, { step: id, thing = id, fine }: Judging): Finding {
  const step = stepOf(setUp, id);
  if (!step) return notApplicable('it is no part of this set-up');
  const [blocking] = blockingNotes([step]);
  if (blocking)
    return problem(blocking.text, blocking.next ?? 'See what differs: authentik-aws plan');
  if (step.state === 'in-place' || step.state === 'unproved') return ok(fine);
  const { unremembered, context } = setUp;
  const before = wasSetUp(context.memory, thing) || unremembered?.provider !== undefined;
  if (!before) return unremembered ? onlySignIns : notYet;
  if (step.state === 'later') return afterOthers(step);
  const details = step.changes.flatMap(changeLines);
  const text = unremembered ? asFound(step) : `${whatHappened(step)} since it was set up`;
  return problem(text, 'authentik-aws setup', { details });
}

/** A step as it stands; undefined where it is no part of this set-up. */
export function stepOf({ steps }: SetUp, id: string): PlannedStep | undefined {
  return steps.find((step) => step.id === id);
}

/** The fields that differ from what is needed. */
export function fieldsThatDiffer(setUp: SetUp, id: string): string[] {
  const changes = stepOf(setUp, id)?.changes ?? [];
  return changes.flatMap(({ fields = [] }) => fields.map(({ field }) => field));
}

const notYet = notApplicable('it is not set up yet: authentik-aws setup');

const onlySignIns = notKnown(
  'people sign in to AWS by an identity provider, and nothing of it is found here or remembered',
  ['If setup was run before, name its state file: --state FILE'],
);

function asFound({ changes }: PlannedStep): string {
  const [first] = changes;
  return first?.action === 'create'
    ? `${first.object} is missing`
    : `${first?.object ?? 'something'} is not as AWS needs it`;
}

function afterOthers({ after }: PlannedStep): Finding {
  return notKnown(`it cannot be looked at before ${after.join(', ')}`, [
    'See why: authentik-aws plan',
  ]);
}

function whatHappened({ changes }: PlannedStep): string {
  const [first] = changes;
  if (first?.action === 'create') return `${first.object} is gone`;
  return first?.action === 'update' ? `${first.object} was changed` : 'something was undone';
}

function changeLines({ object, fields }: PlannedStep['changes'][number]): string[] {
  if (!fields || fields.every(({ from }) => from === undefined)) return [object];
  return fields.map(({ field, from, to }) => `${field}: ${from ?? 'none'}, needed: ${to}`);
}
