// `npm test` on a machine with git, Node ≥ 20 and npm only. `--only-install` lets .ci/run check before it tests.
import { runPrepared } from './run/prepared.mjs';

await runPrepared(process.argv.includes('--only-install') ? null : 'tests/run/main.ts', () => console.log('0 passed, 1 failed'));
