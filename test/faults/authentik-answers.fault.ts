import { afterAll, test } from 'vitest';
import { authentikAnswers } from './cases/authentik-answers.js';
import { countTried, endure } from './under-fault.js';

const tried = countTried('wrong answers of authentik tried');
afterAll(tried.print);

test.each(authentikAnswers)('$fault is told, and the next run finishes', async (one) => {
  await endure(one);
  tried.count();
});
