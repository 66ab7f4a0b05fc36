import { defineConfig } from 'vitest/config';
import { longestFirst } from './tests/run/longest-first.ts';

/** Whole Palabres, started as a person starts them and used through a browser, each with its own data and ports; they wait a good part of their time. */
export default defineConfig({
  test: {
    globalSetup: ['tests/worlds/global-setup.ts'],
    include: ['tests/journeys/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 3,
    // The first waits for what a network may still be doing, minutes long, and must not be what the others have to be waited for.
    sequence: {
      sequencer: longestFirst(['killed-in-the-middle', 'without-javascript', 'every-screen', 'with-javascript', 'uncertain-webhook']),
    },
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
