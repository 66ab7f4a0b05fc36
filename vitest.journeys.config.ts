import { defineConfig } from 'vitest/config';

/** Whole Palabres, started as a person starts them and used through a browser: one at a time. */
export default defineConfig({
  test: {
    globalSetup: ['tests/worlds/global-setup.ts'],
    include: ['tests/journeys/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
