import type { LookupAttributeKey } from '@aws-sdk/client-cloudtrail';
import { explained, explainedPages } from './errors.js';
import { operations } from './iam-actions.js';
import { listed } from './listed.js';
import { callOf, type Session } from './session.js';
import { readTrailEntry, type TrailEvent } from './trail-record.js';

/** Which events are wanted. LookupEvents takes one attribute: a name or a source. */
export type TrailQuery = Period &
  (
    | {
        /** Such as `UserAuthentication`. */
        readonly name: string;
      }
    | {
        /** Such as `identitystore-scim.amazonaws.com`. */
        readonly source: string;
      }
  );

interface Period {
  readonly since: Date;
  /** Without it: up to now. */
  readonly until?: Date | undefined;
  /** The most events to give; without it all. */
  readonly limit?: number | undefined;
}

/** The most events on one page, and how far back they reach (SDK, LookupEvents). */
const PAGE_SIZE = 50;
const REACH_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * Events of this account and Region, newest first. CloudTrail shows them minutes to more than an
 * hour after they happened, so that there is none yet means nothing.
 * @param now the present moment by AWS's clock, in milliseconds: what begins after it has no events
 * yet, and AWS refuses a period that ends before it begins (CloudTrail API reference, LookupEvents)
 */
export async function* lookUpEvents(
  session: Session,
  query: TrailQuery,
  now = Date.now(),
): AsyncGenerator<TrailEvent, void, undefined> {
  if (query.since.getTime() > now) return;
  const call = callOf(session, operations.lookupEvents);
  const { sdk, client } = await session.clients.cloudTrail();
  const limit = query.limit ?? Number.POSITIVE_INFINITY;
  const pages = sdk.paginateLookupEvents(
    { client, pageSize: Math.min(PAGE_SIZE, limit) },
    {
      LookupAttributes: [attributeOf(query)],
      StartTime: new Date(Math.max(query.since.getTime(), now - REACH_MS)),
      ...(query.until === undefined ? {} : { EndTime: query.until }),
    },
  );
  let given = 0;
  for await (const page of explainedPages(call, pages)) {
    for (const entry of await explained(call, async () => listed(page.Events))) {
      yield await explained(call, async () => readTrailEntry(entry));
      given += 1;
      if (given >= limit) return;
    }
  }
}

function attributeOf(query: TrailQuery): {
  AttributeKey: LookupAttributeKey;
  AttributeValue: string;
} {
  return 'name' in query
    ? { AttributeKey: 'EventName', AttributeValue: query.name }
    : { AttributeKey: 'EventSource', AttributeValue: query.source };
}
