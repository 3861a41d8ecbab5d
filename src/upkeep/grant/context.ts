import type { Access } from '../../aws/access.js';
import type { Aws } from '../../aws/index.js';
import type { IdentityCenterInstance } from '../../aws/instances.js';
import { defineStep, type RunnableStep, type Step } from '../../engine/step.js';
import type { Context } from '../../procedure/context.js';
import type { GrantFacts } from './facts.js';
import type { SetFinder } from './set-finder.js';

/** An assignment that could not be made, and AWS's reason. */
export interface Failed {
  readonly account: GrantFacts['accounts'][number];
  readonly reason: string;
  readonly next?: string | undefined;
}

/** What the steps of giving access may use: of authentik nothing. */
export interface GrantContext
  extends Pick<Context, 'tell' | 'now' | 'checkpoint' | 'pause' | 'attended'> {
  readonly aws: Aws;
  readonly instance: IdentityCenterInstance;
  readonly access: Access;
  readonly sets: SetFinder;
  /** Filled while a run goes: what could not be given. */
  readonly failed: Failed[];
}

/** A step of giving access, ready for the list in `index.ts`. */
export function step<Needs extends keyof GrantFacts, Gives extends keyof GrantFacts, Seen>(
  definition: Step<GrantFacts, GrantContext, Needs, Gives, Seen>,
): RunnableStep<GrantFacts, GrantContext> {
  return defineStep(definition);
}
