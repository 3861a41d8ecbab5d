import { z } from 'zod';
import type { Stage } from './stage.js';

const change = z.object({
  action: z.enum(['create', 'update', 'delete', 'write', 'remember', 'you']),
  object: z.string(),
  fields: z
    .array(z.object({ field: z.string(), from: z.string().optional(), to: z.string() }))
    .default([]),
  why: z.string().optional(),
  foreign: z.literal(true).optional(),
});

/** A note of a plan or a run, as `--json` prints it. */
export const note = z.object({
  level: z.enum(['info', 'warning', 'blocking']),
  text: z.string(),
  next: z.string().optional(),
});

const step = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['in-place', 'to-do', 'later', 'unproved']),
  standing: z.enum(['told', 'seen', 'proved']).optional(),
  changes: z.array(change),
  notes: z.array(note),
  after: z.array(z.string()),
});

const outside = z.object({
  key: z.string(),
  object: z.string(),
  kind: z.enum(['changed', 'gone', 'new']),
  since: z.iso.datetime(),
  fields: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
});

/** A plan, as `--json` prints it. */
export const plan = z.object({
  format: z.literal('authentik-aws/plan'),
  version: z.literal(1),
  target: z.record(z.string(), z.string()),
  changedOutside: z.array(outside),
  steps: z.array(step),
  totals: z.record(z.string(), z.number()),
});

/** A step that waits for a person, as `--json` prints it. */
export const waitingStep = z.object({
  step: z.object({ id: z.string() }),
  waiting: z.object({
    what: z.string(),
    link: z.string().optional(),
    instructions: z.array(z.string()),
    files: z.array(z.object({ label: z.string(), path: z.string() })),
    bring: z.array(z.string()),
  }),
});

const setUp = z.object({
  format: z.literal('authentik-aws/setup'),
  version: z.literal(1),
  plan,
  waiting: z.array(waitingStep),
  facts: z.record(z.string(), z.unknown()),
});

const error = z.object({
  format: z.literal('authentik-aws/error'),
  version: z.literal(1),
  kind: z.enum(['cancelled', 'outside', 'expected', 'bug']),
  what: z.string(),
  why: z.string().optional(),
  next: z.array(z.string()),
  exit: z.object({ reason: z.string(), code: z.number() }),
});

/** A plan as `--json` prints it. */
export type SeenPlan = z.infer<typeof plan>;

/** One step of such a plan. */
export type SeenStep = z.infer<typeof step>;

/** Reads what `plan --json` printed: exactly one object. */
export function readPlan(stdout: string): SeenPlan {
  return plan.parse(JSON.parse(stdout));
}

/** Reads what `setup --json` printed. */
export function readSetUp(stdout: string): z.infer<typeof setUp> {
  return setUp.parse(JSON.parse(stdout));
}

/** Reads what `--json` printed of a failure. */
export function readError(stdout: string): z.infer<typeof error> {
  return error.parse(JSON.parse(stdout));
}

/** One step of a plan. */
export function stepIn({ steps }: Pick<SeenPlan, 'steps'>, id: string): SeenStep {
  const found = steps.find((each) => each.id === id);
  if (!found) throw new Error(`the plan has no step ${id}`);
  return found;
}

/** One step as `plan` sees it now. */
export async function plannedStep(stage: Stage, id: string, ...flags: string[]): Promise<SeenStep> {
  const { stdout, stderr } = await stage.run(['plan', '--json', ...flags]);
  if (stdout.includes('authentik-aws/error')) throw new Error(stderr);
  return stepIn(readPlan(stdout), id);
}

/** The changes of a step's fields as `field: from → to`. */
export function fieldLines({ changes }: SeenStep): string[] {
  return changes.flatMap(({ fields }) =>
    fields.map(({ field, from = '', to }) => `${field}: ${from} → ${to}`),
  );
}

/** The notes of a step as `level: text`. */
export function noteLines({ notes }: SeenStep): string[] {
  return notes.map(({ level, text }) => `${level}: ${text}`);
}

/** What somebody else changed, as `object kind`, and the fields as in {@link fieldLines}. */
export function outsideLines({ changedOutside }: SeenPlan): { head: string; fields: string[] }[] {
  return changedOutside.map(({ object, kind, fields }) => ({
    head: `${object} ${kind}`,
    fields: fields.map(({ field, from, to }) => `${field}: ${from} → ${to}`),
  }));
}
