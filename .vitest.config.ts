import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/closing-line.ts'],
    // Journeys start whole processes; a loaded two-core machine needs the room.
    testTimeout: 30_000,
  },
});
