import { expect, onTestFinished, test } from 'vitest';
import { newestRecordedRelease, startAuthentik } from '../../../src/sandbox/authentik/index.js';

test('every answer has the date of the server, refusals and pages too', async () => {
  const now = () => new Date('2030-01-02T03:04:05Z');
  const authentik = await startAuthentik({ release: newestRecordedRelease, now });
  onTestFinished(() => authentik.close());
  for (const path of ['/api/v3/root/config/', '/api/v3/core/users/', '/nothing/here/']) {
    const { headers } = await fetch(`${authentik.url}${path}`);
    expect(headers.get('date')).toBe('Wed, 02 Jan 2030 03:04:05 GMT');
  }
});
