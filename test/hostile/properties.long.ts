import { test } from 'vitest';
import { everyProperty } from './properties/index.js';
import { thorough } from './property.js';

test.each(everyProperty)('$name', { timeout: 600_000 }, async ({ check }) => {
  await check(thorough);
});
