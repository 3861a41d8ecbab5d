import type { Change, Note } from './change.js';
import type { Waiting } from './outcome.js';
import type { StepHead } from './plan.js';

/** What a run reports while it goes; a terminal, a log or a test is the listener. */
export type RunEvent =
  | {
      readonly kind: 'step-begins';
      readonly step: StepHead;
      readonly at: number;
      readonly of: number;
    }
  | { readonly kind: 'in-place'; readonly step: StepHead }
  | { readonly kind: 'changed'; readonly step: StepHead; readonly change: Change }
  | { readonly kind: 'note'; readonly step: StepHead; readonly note: Note }
  | { readonly kind: 'progress'; readonly step: StepHead; readonly text: string }
  | { readonly kind: 'step-done'; readonly step: StepHead; readonly milliseconds: number }
  | { readonly kind: 'waiting'; readonly step: StepHead; readonly waiting: Waiting }
  | { readonly kind: 'declined'; readonly step: StepHead; readonly why: string }
  | { readonly kind: 'incomplete'; readonly step: StepHead; readonly why: string }
  | { readonly kind: 'left-out'; readonly step: StepHead; readonly why: string }
  | { readonly kind: 'later'; readonly step: StepHead; readonly after: readonly string[] };

/** Receives the events of a run, in order. */
export type Listener = (event: RunEvent) => void;
