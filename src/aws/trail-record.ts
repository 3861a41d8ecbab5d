import { z } from 'zod';

/** An event of CloudTrail, as far as it is used here. */
export interface TrailEvent {
  readonly id: string;
  readonly name: string;
  readonly at: Date;
  /** Such as `signin.amazonaws.com`. */
  readonly source?: string | undefined;
  readonly region?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  /** What the program that sent the request calls itself. */
  readonly userAgent?: string | undefined;
  /** Only what AWS did not mask. */
  readonly userName?: string | undefined;
  /** Values are as AWS recorded them; empty where there were none. */
  readonly additionalEventData: Readonly<Record<string, unknown>>;
  readonly serviceEventDetails: Readonly<Record<string, unknown>>;
  readonly responseElements: Readonly<Record<string, unknown>>;
  readonly requestParameters: Readonly<Record<string, unknown>>;
}

const text = z.string().optional().catch(undefined);
const values = z.record(z.string(), z.unknown()).catch({});

/** Records of 2020 to 2026 differ in what they hold, so nothing is required but an object. */
const recordSchema = z.object({
  eventID: text,
  eventName: text,
  eventTime: text,
  eventSource: text,
  awsRegion: text,
  errorCode: text,
  errorMessage: text,
  userAgent: text,
  userIdentity: z.object({ userName: text }).catch({ userName: undefined }),
  additionalEventData: values,
  serviceEventDetails: values,
  responseElements: values,
  requestParameters: values,
});

/** What LookupEvents tells beside the record. */
export interface TrailEntry {
  readonly EventId?: string | undefined;
  readonly EventName?: string | undefined;
  readonly EventTime?: Date | undefined;
  /** The record itself, as JSON. */
  readonly CloudTrailEvent?: string | undefined;
}

/** Reads one entry of LookupEvents. A record that cannot be read leaves what the entry itself tells. */
export function readTrailEntry(entry: TrailEntry): TrailEvent {
  const record =
    recordSchema.safeParse(parseJson(entry.CloudTrailEvent)).data ?? recordSchema.parse({});
  const additional = record.additionalEventData;
  return {
    id: record.eventID ?? entry.EventId ?? '',
    name: record.eventName ?? entry.EventName ?? '',
    at: timeOf(record.eventTime) ?? entry.EventTime ?? new Date(0),
    source: record.eventSource,
    region: record.awsRegion,
    errorCode: record.errorCode,
    errorMessage: record.errorMessage,
    userAgent: record.userAgent,
    userName: unmasked(additional.UserName) ?? unmasked(record.userIdentity.userName),
    additionalEventData: additional,
    serviceEventDetails: record.serviceEventDetails,
    responseElements: record.responseElements,
    requestParameters: record.requestParameters,
  };
}

function parseJson(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '{}');
  } catch {
    return undefined;
  }
}

function timeOf(iso: string | undefined): Date | undefined {
  const time = new Date(iso ?? '');
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** AWS writes this text, with words that vary, in place of what was typed. */
function unmasked(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.startsWith('HIDDEN_DUE_TO_SECURITY_REASONS') ? undefined : value;
}
