// `npm run bench [-- --json out.json] [--only start,pages]` on a machine with git, Node ≥ 20 and npm only (tests/bench/README.md).
import { runPrepared } from './run/prepared.mjs';

await runPrepared('tests/bench/main.ts');
