import { z } from 'zod';
import type { TrailRecord } from '../world/trail.js';
import { type Call, type Operation, readInput, seconds } from './call.js';
import { AwsError } from './errors.js';
import { pageToken, readPageToken } from './paging.js';

/** LookupEvents reaches 90 days back (CloudTrail user guide, view-cloudtrail-events). */
const HISTORY_MILLISECONDS = 90 * 24 * 60 * 60 * 1000;
/** The greatest page (AWS SDK, LookupEvents). */
const MAX_RESULTS = 50;

/** What of a record each lookup attribute is compared with. Records here name no resources. */
const attributes: Readonly<Record<string, (record: TrailRecord) => string | undefined>> = {
  EventId: ({ head }) => head.eventID,
  EventName: ({ head }) => head.eventName,
  EventSource: ({ head }) => head.eventSource,
  ReadOnly: ({ head }) => String(head.readOnly),
  Username: ({ head }) => head.userIdentity.userName,
  AccessKeyId: ({ head }) => head.userIdentity.accessKeyId,
  ResourceName: () => undefined,
  ResourceType: () => undefined,
};

const lookupAttribute = z.object({ AttributeKey: z.string(), AttributeValue: z.string() });
const lookupInput = z.object({
  LookupAttributes: z.array(lookupAttribute).default([]),
  StartTime: z.number().optional(),
  EndTime: z.number().optional(),
  MaxResults: z.number().default(MAX_RESULTS),
  NextToken: z.string().optional(),
});

/** CloudTrail: the event history. The rate limit of two calls a second is not kept up. */
export const cloudTrailOperations: Readonly<Record<string, Operation>> = {
  LookupEvents: (call) => {
    const input = readInput(call, lookupInput);
    const { records, more } = call.world.trail.lookup({
      region: call.region,
      ...timeRange(call, input),
      matches: matcher(input.LookupAttributes),
      before: startOf(input.NextToken),
      limit: limitOf(input.MaxResults, call.pageSize),
    });
    const last = records.at(-1);
    return {
      Events: records.map(eventOutput),
      ...(more && last !== undefined && { NextToken: pageToken(last.number) }),
    };
  },
};

function timeRange(
  call: Call,
  { StartTime, EndTime }: { StartTime?: number | undefined; EndTime?: number | undefined },
): { from: Date; to: Date } {
  const oldest = call.world.now().getTime() - HISTORY_MILLISECONDS;
  const from = new Date(Math.max(oldest, (StartTime ?? 0) * 1000));
  const to = EndTime === undefined ? call.world.now() : new Date(EndTime * 1000);
  if (from > to) {
    throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.');
  }
  return { from, to };
}

function matcher(
  wanted: readonly z.output<typeof lookupAttribute>[],
): (record: TrailRecord) => boolean {
  const [first, second] = wanted;
  if (first === undefined) return () => true;
  const read = attributes[first.AttributeKey];
  if (second !== undefined || read === undefined) {
    throw new AwsError(
      'InvalidLookupAttributesException',
      'Exactly one lookup attribute is allowed, with one of the documented keys.',
    );
  }
  return (record) => read(record) === first.AttributeValue;
}

function startOf(token: string | undefined): number {
  if (token === undefined) return Number.POSITIVE_INFINITY;
  const start = readPageToken(token);
  if (start !== undefined) return start;
  throw new AwsError('InvalidNextTokenException', 'The token is not valid.');
}

function limitOf(maxResults: number, pageSize: number): number {
  if (Number.isInteger(maxResults) && maxResults >= 1 && maxResults <= MAX_RESULTS) {
    return Math.min(maxResults, pageSize);
  }
  throw new AwsError('InvalidMaxResultsException', `MaxResults must be from 1 to ${MAX_RESULTS}.`);
}

function eventOutput({ head, event }: TrailRecord): Record<string, unknown> {
  return {
    EventId: head.eventID,
    EventName: head.eventName,
    ReadOnly: String(head.readOnly),
    AccessKeyId: head.userIdentity.accessKeyId,
    EventTime: seconds(head.eventTime),
    EventSource: head.eventSource,
    Username: head.userIdentity.userName,
    Resources: [],
    CloudTrailEvent: JSON.stringify(event),
  };
}
