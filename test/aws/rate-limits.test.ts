import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { turnstile } from '../../src/aws/rate-limits.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many of several that come at once have passed after some milliseconds. */
async function passedAfter(turn: () => Promise<void>, coming: number, ms: number): Promise<number> {
  let passed = 0;
  for (let count = 0; count < coming; count += 1) void turn().then(() => (passed += 1));
  await vi.advanceTimersByTimeAsync(ms);
  return passed;
}

test.each([
  ['cloudtrail', 2],
  ['identitystore', 20],
  ['sso', 20],
] as const)('%s lets %i requests pass in a second', async (service, limit) => {
  expect(await passedAfter(turnstile(service, undefined), 3 * limit, 900)).toBe(limit);
});

test('those that waited pass later', async () => {
  expect(await passedAfter(turnstile('cloudtrail', 'https://proxy.example.com'), 4, 3000)).toBe(4);
});

test.each([
  ['sts', undefined],
  ['cloudtrail', 'http://127.0.0.1:4566'],
  ['identitystore', 'http://localhost:4566'],
  ['sso', 'http://[::1]:4566'],
] as const)('nobody waits for %s at %s', async (service, endpoint) => {
  expect(await passedAfter(turnstile(service, endpoint), 100, 0)).toBe(100);
});
