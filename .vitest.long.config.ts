import { defineConfig } from 'vitest/config';
import base from './.vitest.config.js';

/** What takes too long for every run of the tests: whole set-ups, release by release. */
export default defineConfig({
  test: { ...base.test, include: ['test/**/*.long.ts'], testTimeout: 120_000 },
});
