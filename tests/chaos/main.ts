import { parseArgs } from 'node:util';
import type { ChaosTest, Row } from './row.ts';
import { TESTS } from './tests.ts';

/**
 * `npm run bench:chaos [-- --test T1 --seed 7]`: the proofs at their whole size (README.md), one line of JSON per promise. Without
 * --test, all of them, with three seeds each. Every missed promise says how to see it again; the exit code says whether there was one.
 */
const { values } = parseArgs({ options: { test: { type: 'string' }, seed: { type: 'string' }, mode: { type: 'string' } } });
const names = values.test ? [values.test] : Object.keys(TESTS);
const seeds = values.seed ? [Number(values.seed)] : [1, 2, 3];
let missed = 0;
// Broken off, what was started hears of it as of any end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

for (const name of names) {
  const load = TESTS[name];
  if (!load) throw new Error(`--test ${name}: one of ${Object.keys(TESTS).join(', ')}`);
  const run = await load();
  for (const seed of seeds) await runOne(name, run, seed);
}
process.exit(missed > 0 ? 1 : 0);

/** Tells each row when it comes. A test that breaks has kept no promise. */
async function runOne(name: string, run: ChaosTest, seed: number): Promise<void> {
  try {
    for await (const row of await run({ seed, ...(values.mode && { mode: values.mode }) })) tell(row);
  } catch (error) {
    console.error(error);
    tell({ test: name, what: `broken: ${(error as Error).message}`, value: 1, target: 0, met: false, seed });
  }
}

function tell(row: Row): void {
  const { arguments: more = '', ...shown } = row;
  console.log(JSON.stringify({ ...shown, notRun: row.notRun ?? [] }));
  if (row.met) return;
  missed += 1;
  console.log(`to see it again: npm run bench:chaos -- --test ${row.test} --seed ${row.seed}${String(more)}`);
}
