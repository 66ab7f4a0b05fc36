import { defineConfig } from 'vitest/config';

/** Whole Palabres, started as a person starts them and used through a browser: two at a time, each with its own data and ports. */
export default defineConfig({
  test: {
    globalSetup: ['tests/worlds/global-setup.ts'],
    include: ['tests/journeys/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
