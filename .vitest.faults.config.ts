import { defineConfig } from 'vitest/config';
import base from './.vitest.config.js';

/** What goes wrong: every request of a run cut off, every fault by its name. */
export default defineConfig({
  test: { ...base.test, include: ['test/**/*.fault.ts'], testTimeout: 600_000 },
});
