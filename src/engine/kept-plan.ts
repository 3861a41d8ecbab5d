import { z } from 'zod';
import { parseBoundedJson } from '../basics/bounded-json.js';
import type { Change } from './change.js';
import { type Difference, difference } from './outside.js';
import { observedIn, type PlannedStep } from './plan.js';
import type { Target } from './state.js';

const change = z.object({
  action: z.enum(['create', 'update', 'delete', 'write', 'remember', 'you']),
  object: z.string(),
  fields: z
    .array(z.object({ field: z.string(), from: z.string().exactOptional(), to: z.string() }))
    .exactOptional(),
  why: z.string().exactOptional(),
  of: z.string().exactOptional(),
  foreign: z.literal(true).exactOptional(),
});

const observed = z.object({
  key: z.string(),
  object: z.string(),
  there: z.boolean(),
  id: z.string().exactOptional(),
  fields: z.record(z.string(), z.string()),
});

const step = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['in-place', 'to-do', 'later', 'unproved', 'left-out']),
  changes: z.array(change),
  foreseen: z.array(change).default([]),
  observed: z.array(observed).default([]),
});

const FORMAT = 'authentik-aws/kept-plan';
const head = z.object({ format: z.literal(FORMAT), version: z.number().int().positive() });

const keptPlanSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  at: z.iso.datetime(),
  target: z.object({ authentik: z.string(), instance: z.string() }),
  /** The inputs that shape the plan, by their keys, as they would be typed; none is secret. */
  settings: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  steps: z.array(step),
});

/** A plan in a file: what is to be done, for which wishes, and what it was based on. */
export type KeptPlan = z.infer<typeof keptPlanSchema>;

/** One step of such a plan. */
export type KeptStep = KeptPlan['steps'][number];

/** What a plan file turned out to be. */
export type RecognisedPlan =
  | { readonly kind: 'kept'; readonly plan: KeptPlan }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'foreign' };

/** Puts a plan into the form in which it is kept. */
export function keepPlan(
  steps: readonly PlannedStep[],
  rest: Pick<KeptPlan, 'at' | 'settings'> & { readonly target: Target },
): KeptPlan {
  return { format: FORMAT, version: 1, ...rest, steps: steps.map((each) => step.parse(each)) };
}

/** Tells what a plan file's text is, whatever it may be. */
export function recognisePlan(text: string): RecognisedPlan {
  const value = parseBoundedJson(text);
  const begins = head.safeParse(value);
  if (!begins.success) return { kind: text.includes(FORMAT) ? 'damaged' : 'foreign' };
  const { version } = begins.data;
  if (version > 1) return { kind: 'newer', version };
  const { data } = keptPlanSchema.safeParse(value);
  return data ? { kind: 'kept', plan: data } : { kind: 'damaged' };
}

/** What moved since a plan was made, as far as it was looked at then and now. */
export function movedSince(
  before: readonly Pick<KeptStep, 'observed'>[],
  now: readonly Pick<PlannedStep, 'observed'>[],
): Difference[] {
  const standing = observedIn(now);
  return observedIn(before).flatMap((was) => {
    const found = standing.find(({ key }) => key === was.key);
    const moved = found && difference(was, found);
    return moved ? [moved] : [];
  });
}

/** Whether a step would do now just what a plan says that it does. */
export function isAsPlanned(
  kept: Pick<KeptStep, 'changes' | 'foreseen'> | undefined,
  now: Pick<PlannedStep, 'changes' | 'foreseen'>,
): boolean {
  return inOneForm(kept?.changes, kept?.foreseen) === inOneForm(now.changes, now.foreseen);
}

/** Through the schema, so that the order in which properties were written tells nothing. */
function inOneForm(...lists: (readonly Change[] | undefined)[]): string {
  return JSON.stringify(lists.map((list = []) => list.map((each) => change.parse(each))));
}
