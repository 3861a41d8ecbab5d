import type { AccessRequest } from '../../aws/access-requests.js';
import { type Assignment, MOST_OUTSTANDING } from '../../aws/account-assignments.js';
import { AwsError } from '../../aws/errors.js';
import { isBusy } from '../../aws/explain-access.js';
import { explainReason } from '../../aws/failure-reasons.js';
import { isOfOneThing, reasonOf } from '../refusals.js';
import type { Failed, GrantContext } from './context.js';
import { Rhythm, STALLED } from './requests.js';

/** One assignment that is to be made, and the account's name for messages. */
export interface Wanted {
  readonly assignment: Assignment;
  readonly account: Failed['account'];
}

/** How far a run is. */
export interface Progress {
  readonly assigned: number;
  readonly failed: number;
  readonly underWay: number;
  readonly of: number;
}

/** Who hears of it. */
export interface Heard {
  assigned(wanted: Wanted): void;
  failed(failed: Failed): void;
  progress(progress: Progress): void;
}

/**
 * Makes assignments, as many at a time as AWS takes, and waits for the end of each. One that fails
 * does not keep the others from being made. What is under way when a run is stopped goes on in AWS,
 * and the next run finds it.
 */
export class AssignEverywhere {
  readonly #context: Pick<GrantContext, 'access' | 'now' | 'pause' | 'checkpoint'>;
  readonly #heard: Heard;
  readonly #waiting: Wanted[];
  readonly #underWay = new Map<string, Wanted>();
  readonly #rhythm = new Rhythm();
  readonly #of: number;
  #assigned = 0;
  #failed = 0;
  #lastNews: number;

  constructor(
    context: Pick<GrantContext, 'access' | 'now' | 'pause' | 'checkpoint'>,
    wanted: readonly Wanted[],
    heard: Heard,
  ) {
    this.#context = context;
    this.#heard = heard;
    this.#waiting = [...wanted];
    this.#of = wanted.length;
    this.#lastNews = context.now().getTime();
  }

  async run(): Promise<void> {
    for (;;) {
      await this.#begin();
      this.#tellProgress();
      if (this.#waiting.length === 0 && this.#underWay.size === 0) return;
      if (this.#isStalled()) return this.#giveUp();
      await this.#rhythm.wait(this.#context);
      await this.#lookAtAll();
    }
  }

  /** Begins what may be begun, until AWS says that it is too much. */
  async #begin(): Promise<void> {
    while (this.#underWay.size < MOST_OUTSTANDING) {
      const wanted = this.#waiting.shift();
      if (wanted === undefined) return;
      this.#context.checkpoint();
      if (await this.#start(wanted)) continue;
      this.#waiting.push(wanted);
      return;
    }
  }

  /** Whether it was begun or refused for good; AWS may also be busy. */
  async #start(wanted: Wanted): Promise<boolean> {
    try {
      this.#follow(await this.#context.access.assign(wanted.assignment), wanted);
      return true;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (isBusy(error)) return false;
      if (!this.#isOfOneAccount(error)) throw error;
      this.#fail({ account: wanted.account, reason: reasonOf(error), next: error.next[0] });
      return true;
    }
  }

  /** A missing right shows at the very first account, and would in every other. */
  #isOfOneAccount(error: AwsError): boolean {
    const isFirst = this.#assigned + this.#failed + this.#underWay.size === 0;
    if (isFirst && error.code.startsWith('AccessDenied')) return false;
    return isOfOneThing(error);
  }

  async #lookAtAll(): Promise<void> {
    const { access } = this.#context;
    const looked = [...this.#underWay].map(
      async ([id, wanted]) => [await access.assignment(id), wanted] as const,
    );
    for (const [request, wanted] of await Promise.all(looked)) this.#follow(request, wanted);
  }

  #follow(request: AccessRequest, wanted: Wanted): void {
    if (request.state === 'under way') {
      this.#underWay.set(request.id, wanted);
      return;
    }
    this.#underWay.delete(request.id);
    if (request.state === 'failed') {
      this.#fail({ account: wanted.account, ...explainReason(request.reason) });
      return;
    }
    this.#news();
    this.#assigned += 1;
    this.#heard.assigned(wanted);
  }

  #fail(failed: Failed): void {
    this.#news();
    this.#failed += 1;
    this.#heard.failed(failed);
  }

  #news(): void {
    this.#rhythm.news();
    this.#lastNews = this.#context.now().getTime();
  }

  #tellProgress(): void {
    const [assigned, failed, underWay] = [this.#assigned, this.#failed, this.#underWay.size];
    this.#heard.progress({ assigned, failed, underWay, of: this.#of });
  }

  #isStalled(): boolean {
    return this.#context.now().getTime() - this.#lastNews > STALLED;
  }

  #giveUp(): void {
    const reason = 'AWS has neither made nor refused it so far';
    const next = 'Run the same command again to see how it ended.';
    for (const { account } of [...this.#underWay.values(), ...this.#waiting]) {
      this.#fail({ account, reason, next });
    }
  }
}
