// `npm run bench:chaos [-- --test T1 --seed 7]` on a machine with Node ≥ 20 and npm only (tests/chaos/README.md).
import { runPrepared } from './run/prepared.mjs';

await runPrepared('tests/chaos/main.ts');
