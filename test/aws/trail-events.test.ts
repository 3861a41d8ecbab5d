import { describe, expect, test } from 'vitest';
import { connectAws } from '../../src/aws/index.js';
import { readTrailEntry, type TrailEvent } from '../../src/aws/trail-record.js';
import { knownValues } from './known-values.js';
import { useWire } from './wire.js';

const wire = useWire();
const since = new Date(Date.now() - 3_600_000);

function entry(record: object, more: object = {}) {
  return { CloudTrailEvent: JSON.stringify(record), ...more };
}

async function all(events: AsyncIterable<TrailEvent>): Promise<TrailEvent[]> {
  const found: TrailEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

describe('a record', () => {
  test.each(knownValues.cloudTrail)('of $eventName, as published, is read', (record) => {
    const at = new Date('2026-01-01T00:00:00Z');
    const event = readTrailEntry({ ...entry(record), EventId: 'e-1', EventTime: at });
    expect(event.name).toBe(record.eventName);
    expect(event.source).toBe(record.eventSource);
    expect(event.errorMessage).toBe(record.errorMessage);
    expect(event.id).toBe(record.eventID ?? 'e-1');
    const known = typeof record.eventTime === 'string' && record.eventTime !== 'xxxx';
    expect(event.at).toEqual(known ? new Date(String(record.eventTime)) : at);
  });

  test('tells the user only where AWS did not mask the name', () => {
    const masked = { eventName: 'x', userIdentity: { userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' } };
    expect(readTrailEntry(entry(masked)).userName).toBeUndefined();
    const open = { additionalEventData: { UserName: 'alice@example.com' } };
    expect(readTrailEntry(entry(open)).userName).toBe('alice@example.com');
    const old = { userIdentity: { userName: 'alice@example.com' } };
    expect(readTrailEntry(entry(old)).userName).toBe('alice@example.com');
  });

  test.each([
    ['no JSON', 'not json'],
    ['another type', '[1]'],
    ['null', 'null'],
    ['nothing', undefined],
    ['fields of other types', '{"eventName":7,"userIdentity":null,"responseElements":"x"}'],
  ])('that is %s leaves what the entry tells', (_name, CloudTrailEvent) => {
    const at = new Date('2026-01-01T00:00:00Z');
    const event = readTrailEntry({
      CloudTrailEvent,
      EventId: 'e-1',
      EventName: 'Name',
      EventTime: at,
    });
    expect(event).toMatchObject({ id: 'e-1', name: 'Name', at, responseElements: {} });
  });
});

describe('events are looked up', () => {
  test('by one name and the time, page by page', async () => {
    wire.on('LookupEvents', ({ NextToken }) =>
      NextToken === undefined
        ? { body: { Events: [{ EventId: '1', EventName: 'A' }], NextToken: 'more' } }
        : { body: { Events: [{ EventId: '2', EventName: 'A' }] } },
    );
    const until = new Date();
    const aws = await connectAws();
    const events = await all(aws.events({ name: 'A', since, until }));
    expect(events.map(({ id }) => id)).toEqual(['1', '2']);
    expect(wire.seen[0]?.input).toEqual({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'A' }],
      StartTime: since.getTime() / 1000,
      EndTime: until.getTime() / 1000,
      MaxResults: 50,
    });
  });

  test('no more than wanted', async () => {
    const Events = [{ EventId: '1' }, { EventId: '2' }, { EventId: '3' }];
    wire.on('LookupEvents', { body: { Events, NextToken: 'more' } });
    const events = await all((await connectAws()).events({ name: 'A', since, limit: 2 }));
    expect(events.map(({ id }) => id)).toEqual(['1', '2']);
    expect(wire.seen).toHaveLength(1);
    expect(wire.seen[0]?.input.MaxResults).toBe(2);
  });

  test('not farther back than CloudTrail reaches', async () => {
    wire.on('LookupEvents', { body: { Events: [] } });
    await all((await connectAws()).events({ name: 'A', since: new Date(0) }));
    const days = (Date.now() / 1000 - Number(wire.seen[0]?.input.StartTime)) / 86_400;
    expect(days).toBeCloseTo(90, 1);
  });
});
