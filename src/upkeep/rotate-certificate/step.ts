import { defineStep, type RunnableStep, type Step } from '../../engine/step.js';
import type { Context } from '../../procedure/context.js';
import type { RotationFacts } from './facts.js';

/** A step of a rotation of the signing certificate, ready for the list in `index.ts`. */
export function step<Needs extends keyof RotationFacts, Gives extends keyof RotationFacts, Seen>(
  definition: Step<RotationFacts, Context, Needs, Gives, Seen>,
): RunnableStep<RotationFacts, Context> {
  return defineStep(definition);
}
