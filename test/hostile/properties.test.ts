import { test } from 'vitest';
import { everyProperty } from './properties/index.js';
import { quick } from './property.js';

test.each(everyProperty)('$name', async ({ check }) => {
  await check(quick);
});
