import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { longestFirst } from './tests/run/longest-first.ts';

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/journeys/**', 'node_modules/**'],
    globalSetup: ['tests/worlds/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 3,
    // Three processes for all files instead of one each: nothing is mocked, and each file has its own database, so that loading the same
    // modules 130 times was two fifths of the work of the short ones (393 against 223 seconds of processor).
    isolate: false,
    sequence: {
      // Those that mostly compute beside those that mostly wait.
      sequencer: longestFirst([
        'simulation-safety',
        'storm',
        'simulation-liveness',
        't23',
        'crash-everywhere',
        'restore',
        'race',
        'hostile-files',
      ]),
    },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
