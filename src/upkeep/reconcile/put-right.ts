import { AwsError } from '../../aws/errors.js';
import { isBusy } from '../../aws/explain-access.js';
import type { ExpectedError } from '../../basics/errors.js';
import { count } from '../../basics/words.js';
import type { Change, Note } from '../../engine/change.js';
import type { StepHead } from '../../engine/plan.js';
import { patiently } from '../patiently.js';
import { isOfOneThing } from '../refusals.js';
import { NotThere } from './not-all-put-right.js';
import type { ReconcileContext, Remedy } from './reconcile-step.js';

/** Deeds of one step that are told one by one; `--json` lists them all. */
const MOST_TOLD = 20;

/** Waits for AWS after which a log, which has no progress line, says why nothing happens. */
const WORTH_A_NOTE = 5;

/**
 * Puts the items of one step right, one after the other. One that fails keeps no other from being
 * tried, unless all of them would fail alike.
 */
export class PutRight<Item> {
  readonly #context: ReconcileContext;
  readonly #head: StepHead;
  readonly #remedy: Remedy<Item>;
  readonly #of: number;
  #done = 0;
  #failed = 0;

  constructor(context: ReconcileContext, head: StepHead, remedy: Remedy<Item>, of: number) {
    this.#context = context;
    this.#head = head;
    this.#remedy = remedy;
    this.#of = of;
  }

  /**
   * How many could not be put right.
   * @throws what keeps everything else from being tried as well; what was done is told before
   */
  async run(items: readonly Item[]): Promise<number> {
    try {
      await this.#each(items);
    } finally {
      this.#tellEnd();
    }
    return this.#failed;
  }

  async #each(items: readonly Item[]): Promise<void> {
    const prepared = await this.#attempt(() => this.#remedy.prepare(this.#context));
    if ('error' in prepared) return this.#fail(items, prepared.error);
    for (const [at, item] of items.entries()) {
      this.#context.checkpoint();
      this.#progress(`${at + 1} of ${this.#of}`);
      const tried = await this.#attempt(() => prepared.value(item));
      if (!('error' in tried)) this.#succeed(item);
      else if (this.#isOfAll(tried.error)) return this.#fail(items.slice(at), tried.error);
      else this.#fail([item], tried.error);
    }
  }

  async #attempt<Value>(make: () => Promise<Value>) {
    let waits = 0;
    const heed = () => {
      waits += 1;
      this.#progress('AWS is busy, waiting');
      if (waits === WORTH_A_NOTE) this.#note('info', 'AWS is busy: trying again for some minutes');
    };
    try {
      return { value: await patiently(this.#context, make, heed) };
    } catch (error) {
      if (isOfItems(error)) return { error };
      throw error;
    }
  }

  /** A missing right shows at the very first item; and AWS was waited for long enough. */
  #isOfAll(error: ExpectedError): boolean {
    if (!(error instanceof AwsError)) return false;
    if (error.code.startsWith('AccessDenied')) return this.#done === 0;
    return isBusy(error) && error.code !== 'ConflictException';
  }

  #succeed(item: Item): void {
    const change = this.#changeOf(item);
    this.#done += 1;
    this.#context.ledger.done.push({ step: this.#head, change, item });
    if (this.#done > MOST_TOLD) return;
    this.#context.tell({ kind: 'changed', step: this.#head, change });
  }

  #fail(items: readonly Item[], error: ExpectedError): void {
    this.#failed += items.length;
    for (const item of items) {
      const change = this.#changeOf(item);
      this.#context.ledger.failed.push({ step: this.#head, change, item, error });
    }
  }

  #changeOf(item: Item): Change {
    const [change] = this.#remedy.change
      ? [this.#remedy.change(item)]
      : this.#remedy.changes([item]);
    if (!change) throw new Error(`${this.#head.id} has no words for one of its items`);
    return change;
  }

  #progress(text: string): void {
    this.#context.tell({
      kind: 'progress',
      step: this.#head,
      text: `${this.#remedy.doing}: ${text}`,
    });
  }

  #tellEnd(): void {
    const failed = this.#failed;
    const untried = this.#of - this.#done - failed;
    const hidden = this.#done - MOST_TOLD;
    const of = count(this.#of, 'difference');
    if (hidden > 0) this.#note('info', `and ${hidden} more, in the order of the plan`);
    if (untried === 0) return;
    if (failed > 0) this.#note('warning', notPutRight(failed));
    this.#note('warning', `it ends here: ${untried} of ${of} not tried`);
  }

  #note(level: Note['level'], text: string): void {
    this.#context.tell({ kind: 'note', step: this.#head, note: { level, text } });
  }
}

/** What is said of items that failed; the reasons stand together at the end of the run. */
export function notPutRight(failed: number): string {
  return `${failed} could not be put right, see below`;
}

/** A lost connection and credentials that ended are nobody's: they end the run. */
function isOfItems(error: unknown): error is AwsError | NotThere {
  if (!(error instanceof AwsError)) return error instanceof NotThere;
  return isOfOneThing(error) || isBusy(error) || (error.httpStatus ?? 0) >= 500;
}
