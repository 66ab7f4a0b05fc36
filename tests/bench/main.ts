import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { MEASURES } from './measures.ts';
import { notRun, type Row } from './row.ts';
import { table } from './table.ts';

/** Runs the measures one after the other on the pinned Node, says them as a table, and as JSON where asked. */
const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(MEASURES);
const unknown = wanted.filter((name) => !Object.hasOwn(MEASURES, name));
if (unknown.length > 0) throw new Error(`no measure is called ${unknown.join(', ')}: there are ${Object.keys(MEASURES).join(', ')}`);

const machine = {
  processors: cpus().map(({ model }) => model),
  memoryMib: Math.round(totalmem() / 2 ** 20),
  node: process.versions.node,
  loadBefore: loadavg()[0]!,
};
const rows: Row[] = [];
for (const name of wanted) {
  process.stderr.write(`${name}…\n`);
  try {
    rows.push(...(await (await MEASURES[name]!()).measure()));
  } catch (error) {
    console.error(error);
    rows.push(notRun(name, String(error)));
  }
}

console.log(`${machine.processors.length} × ${machine.processors[0]}, load ${machine.loadBefore.toFixed(2)} before the first measure`);
console.log(table(rows));
const missed = rows.filter((row) => row.met === false).length;
const absent = rows.filter((row) => row.notRun !== undefined).length;
console.log(`${rows.filter((row) => row.met).length} met, ${missed} missed, ${absent} not run`);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
process.exit(absent > 0 ? 1 : 0);
