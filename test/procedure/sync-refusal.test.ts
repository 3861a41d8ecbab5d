import { expect, test } from 'vitest';
import { refusalIn, shortened } from '../../src/procedure/sync-refusal.js';

const quoted = (status: number, detail: string) =>
  `Failed to sync User alice due to transient error: Network error: {'schema': ['urn:ietf:params:scim:api:messages:2.0:Error'], 'schemas': ['urn:x'], 'detail': '${detail}', 'status': '${status}', 'exceptionRequestId': 'x'}`;
const page = 'Network error: <!DOCTYPE html> <html><head><title>Bad Gateway</title></head></html>';

test.each([
  ['Failed to sync User alice due to transient error: <Response [401]>', 'token'],
  ['Failed to sync User alice due to transient error: <Response [503]>', 'failing service'],
  [quoted(401, 'no'), 'token'],
  [quoted(403, 'no'), 'address'],
  [quoted(429, 'slow down'), 'too many requests'],
  [quoted(500, 'oops'), 'failing service'],
  [page, 'failing service'],
  ['Failed to sync alice due to transient error: Failed to send request', 'unreachable'],
  ['Failed to sync user alice due to remote error: None', undefined],
  [quoted(409, 'there'), 'there already'],
  [
    'Traceback … authentik.lib.sync.outgoing.exceptions.ObjectExistsSyncException: <Response [409]>',
    'there already',
  ],
])('%s', (line, refusal) => {
  expect(refusalIn(line)).toBe(refusal);
});

test('a quoted body is shortened to what it says', () => {
  expect(shortened(quoted(401, 'Request is missing authentication.'))).toBe(
    "Failed to sync User alice due to transient error: Network error: 'Request is missing authentication.'",
  );
  expect(shortened(page)).toBe('Network error: a page called "Bad Gateway"');
  expect(shortened('Starting full provider sync')).toBe('Starting full provider sync');
});
