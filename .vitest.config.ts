import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/closing-line.ts'],
    // Two suit a machine of two cores; vitest alone would take one there.
    maxWorkers: 2,
    // Journeys start whole processes; a loaded two-core machine needs the room.
    testTimeout: 30_000,
    // The AWS SDK announces on Node 20 that it will need a later one; no test is about that.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
