import { expect, test } from 'vitest';
import { startSandbox } from './sandbox.js';

test('every answer has the date of the world, not of the machine', async () => {
  const now = () => new Date('2030-01-02T03:04:05Z');
  const { endpoint } = await startSandbox({ now });
  for (const path of ['/console', '/', '/no/scim/v2/Users']) {
    const { headers } = await fetch(`${endpoint}${path}`);
    expect(headers.get('date')).toBe('Wed, 02 Jan 2030 03:04:05 GMT');
  }
});
