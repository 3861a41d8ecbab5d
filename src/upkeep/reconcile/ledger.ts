import type { ExpectedError } from '../../basics/errors.js';
import type { Change } from '../../engine/change.js';
import type { StepHead } from '../../engine/plan.js';

/** One difference that a run put right. */
export interface Deed {
  readonly step: Pick<StepHead, 'id'>;
  readonly change: Change;
  /** The difference as the comparison gave it. */
  readonly item: unknown;
}

/** One difference that a run could not put right, and why. */
export interface Failure extends Deed {
  readonly error: ExpectedError;
}

/** What a run did and what it could not do, item by item; filled while it goes. */
export interface Ledger {
  readonly done: Deed[];
  readonly failed: Failure[];
}

/** Nothing done so far. */
export function emptyLedger(): Ledger {
  return { done: [], failed: [] };
}
