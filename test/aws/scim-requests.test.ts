import { expect, test } from 'vitest';
import { isOfAuthentik, scimRequests } from '../../src/aws/scim-requests.js';
import type { EventSource } from '../../src/aws/sign-ins.js';
import type { TrailQuery } from '../../src/aws/trail-events.js';
import { readTrailEntry } from '../../src/aws/trail-record.js';
import { knownValues } from './known-values.js';

const since = new Date('2020-01-01T00:00:00Z');

function trail(records: readonly object[], asked: TrailQuery[] = []): EventSource {
  return {
    async *events(query) {
      asked.push(query);
      for (const record of records)
        yield readTrailEntry({ CloudTrailEvent: JSON.stringify(record) });
    },
  };
}

const record = (more: object) => ({
  ...{ eventSource: 'identitystore-scim.amazonaws.com', eventName: 'ServiceProviderConfig' },
  ...{ eventTime: '2026-11-20T10:00:00Z', requestParameters: { tenantId: 'mine' }, ...more },
});

test('requests of the tenant are told, refused ones with the reason', async () => {
  const asked: TrailQuery[] = [];
  const records = [
    record({}),
    record({ eventName: 'PutUser', errorCode: 'AccessDenied' }),
    record({ eventName: 'PutUser', errorMessage: 'no', errorCode: 'ValidationException' }),
    record({ requestParameters: { tenantId: 'of another' } }),
  ];
  const at = new Date('2026-11-20T10:00:00Z');
  expect(await scimRequests(trail(records, asked), { since, tenant: 'mine' })).toEqual([
    { at, name: 'ServiceProviderConfig', refused: undefined },
    { at, name: 'PutUser', refused: 'AccessDenied' },
    { at, name: 'PutUser', refused: 'no' },
  ]);
  expect(asked).toMatchObject([{ source: 'identitystore-scim.amazonaws.com', since }]);
});

test("AWS's own examples are read: what failed is refused, what worked is not", async () => {
  const records = knownValues.cloudTrail.filter(
    ({ eventSource }) => eventSource === 'identitystore-scim.amazonaws.com',
  );
  expect(records.length).toBeGreaterThan(0);
  for (const example of records) {
    const tenant = String(Object(Object(example).requestParameters).tenantId);
    const [request] = await scimRequests(trail([example]), { since, tenant });
    expect(request?.name).toBe(example.eventName);
    expect(request?.refused === undefined).toBe(example.errorMessage === undefined);
  }
});

test("authentik's requests are told from this program's own trials and from those of others", async () => {
  const senders = ['authentik@2026.2.2', 'authentik-aws', 'Go-http-client/2.0', undefined];
  const records = senders.map((userAgent) => record({ userAgent }));
  const found = await scimRequests(trail(records), { since, tenant: 'mine' });
  expect(found.map(isOfAuthentik)).toEqual([true, false, false, false]);
});
