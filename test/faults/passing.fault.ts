import { afterAll, expect, test } from 'vitest';
import { passingFaults } from './cases/passing.js';
import { countTried, endure } from './under-fault.js';

const tried = countTried('passing faults survived');
afterAll(tried.print);

test.each(passingFaults)('$fault passes by itself, and the run goes on', async (one) => {
  const { stderr } = await endure(one);
  expect(stderr).not.toContain('error:');
  tried.count();
});
