import type { Change } from '../../src/engine/change.js';
import { done, type Waiting } from '../../src/engine/outcome.js';
import { defineStep, type RunnableStep, type StepPlan } from '../../src/engine/step.js';

/** The facts of a small procedure that no vendor knows. */
export interface Facts {
  flour: string;
  dough: string;
  bread: string;
  butter: string;
}

type Fact = keyof Facts;

/** What the steps leave behind, so that a test sees what was done and in which order. */
export interface Kitchen {
  readonly diary: string[];
}

/** A kitchen in which nothing has happened. */
export function newKitchen(): Kitchen {
  return { diary: [] };
}

/** One change, for steps that have something to do. */
export const change: Change = { action: 'create', object: 'something' };

/** What is said of a step that waits. */
export const waiting: Waiting = {
  what: 'the oven',
  instructions: [],
  files: [],
  bring: ['--oven'],
};

interface Recipe<Gives extends Fact> {
  readonly needs?: readonly Fact[];
  readonly gives?: readonly Gives[];
  readonly awaits?: readonly Fact[];
  readonly planned?: Partial<StepPlan<Pick<Facts, Gives>>>;
  readonly look?: () => Promise<void>;
  /** How acting ends; `done` with all that the step gives unless told otherwise. */
  readonly ends?: 'waiting' | 'declined' | 'incomplete' | 'told';
  readonly proof?: 'found' | 'none';
}

/** A step that writes into the kitchen's diary what is done with it. */
export function pretendedStep<Gives extends Fact = Fact>(
  id: string,
  recipe: Recipe<Gives>,
): RunnableStep<Facts, Kitchen> {
  const { needs = [], gives = [], awaits = [], planned, look, ends, proof } = recipe;
  const given = Object.fromEntries(gives.map((fact) => [fact, `${fact} of ${id}`]));
  return defineStep<Facts, Kitchen, Fact, Fact, undefined>({
    id,
    title: `Step ${id}`,
    guide: [],
    place: 'this machine',
    outlook: '',
    needs,
    gives,
    awaits,
    async look({ diary }) {
      diary.push(`look ${id}`);
      await look?.();
      return undefined;
    },
    plan: () => ({ changes: [change], known: {}, ...planned }),
    async apply({ diary }) {
      diary.push(`apply ${id}`);
      if (ends === 'waiting') return { kind: 'waiting', waiting };
      if (ends === 'declined') return { kind: 'declined', why: 'no' };
      if (ends === 'incomplete') return { kind: 'incomplete', gives: factsOf({}), why: 'no salt' };
      return { ...done(factsOf(given)), ...(ends === 'told' && { made: [] }) };
    },
    ...(proof && {
      async prove({ diary }: Kitchen) {
        diary.push(`prove ${id}`);
        return done(proof === 'found' ? factsOf(given) : {});
      },
    }),
  });
}

function factsOf(given: Record<string, string>): Facts {
  return { flour: '', dough: '', bread: '', butter: '', ...given };
}
