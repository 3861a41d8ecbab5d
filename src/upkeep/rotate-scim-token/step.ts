import { defineStep, type RunnableStep, type Step } from '../../engine/step.js';
import type { Context } from '../../procedure/context.js';
import type { TokenFacts } from './facts.js';

/** A step of a rotation of the access token, ready for the list in `index.ts`. */
export function step<Needs extends keyof TokenFacts, Gives extends keyof TokenFacts, Seen>(
  definition: Step<TokenFacts, Context, Needs, Gives, Seen>,
): RunnableStep<TokenFacts, Context> {
  return defineStep(definition);
}
