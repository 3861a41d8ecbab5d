import { z } from 'zod';

/** The parts of a CloudTrail record that LookupEvents shows or looks for. */
const recordHead = z.object({
  eventID: z.string(),
  eventName: z.string(),
  eventSource: z.string(),
  eventTime: z.string().transform((text) => new Date(text)),
  awsRegion: z.string(),
  readOnly: z.boolean().default(false),
  userIdentity: z
    .object({ userName: z.string().optional(), accessKeyId: z.string().optional() })
    .default({}),
});

/** One kept record: what LookupEvents reads of it, and the whole of it. */
export interface TrailRecord {
  /** Its place in the order of arrival, from 0. */
  number: number;
  head: z.infer<typeof recordHead>;
  event: Readonly<Record<string, unknown>>;
}

/** Which records are wanted, the newest of them first. */
export interface TrailQuery {
  region: string;
  from: Date;
  to: Date;
  matches: (record: TrailRecord) => boolean;
  /** Only records that arrived before the one of this number: where the page before ended. */
  before: number;
  limit: number;
}

/**
 * The event history. CloudTrail shows a record minutes after the act, without a promise
 * (CloudTrail user guide: about 5 minutes on average), so a fresh one can be held back.
 */
export class Trail {
  readonly #now: () => Date;
  readonly #delayMilliseconds: number;
  readonly #records: TrailRecord[] = [];

  constructor(now: () => Date, delaySeconds: number) {
    this.#now = now;
    this.#delayMilliseconds = delaySeconds * 1000;
  }

  /** Keeps a record; throws when it lacks what LookupEvents shows. */
  record(event: Record<string, unknown>): void {
    const head = recordHead.parse(event);
    this.#records.push({ number: this.#records.length, head, event });
  }

  /** Every record, the ones that are still held back included, oldest first. */
  all(): readonly TrailRecord[] {
    return this.#records;
  }

  /** One page of records that are no longer held back; `more` says whether others follow. */
  lookup(query: TrailQuery): { records: TrailRecord[]; more: boolean } {
    const shownUntil = this.#now().getTime() - this.#delayMilliseconds;
    const records: TrailRecord[] = [];
    for (let number = Math.min(query.before, this.#records.length) - 1; number >= 0; number--) {
      const record = this.#records[number];
      if (record === undefined || record.head.eventTime.getTime() > shownUntil) continue;
      if (!isWanted(record, query)) continue;
      if (records.length === query.limit) return { records, more: true };
      records.push(record);
    }
    return { records, more: false };
  }
}

function isWanted(record: TrailRecord, { region, from, to, matches }: TrailQuery): boolean {
  const { awsRegion, eventTime } = record.head;
  return awsRegion === region && eventTime >= from && eventTime <= to && matches(record);
}
