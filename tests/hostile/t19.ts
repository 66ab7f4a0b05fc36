import { openTenant, PASSWORD } from '../journeys/tenants/tenant.ts';
import { openVisitor, signIn } from '../journeys/tenants/visitor.ts';
import { startWeb } from '../journeys/palabre/web.ts';
import { openOwnDatabase } from '../worlds/own-database.ts';
import { row, type Row } from '../chaos/row.ts';
import { watchDecoders } from './uploads/decoders.ts';
import { hostileFiles, TRACES } from './uploads/files.ts';
import { flood } from './uploads/flood.ts';
import { faultsOfServed, handIn } from './uploads/hand-in.ts';

const TARGETS = { decoderBytes: 512 * 2 ** 20, decoderSeconds: 15, p99Ms: 200, grownMegabytes: 50 };

/**
 * T19 whole, without the browser (tests/journeys/hostile-uploads.test.ts): every hostile file `rounds` times while a page is asked
 * for; what the decoders cost; five forms of 200 MB at once. Needs the built pages; the seed changes nothing.
 */
export async function t19({ seed, rounds = 3 }: { seed: number; rounds?: number }): Promise<Row[]> {
  const database = await openOwnDatabase();
  const web = await startWeb(database);
  try {
    const tenant = await openTenant(web.house, 'GIRAFE');
    const visitor = openVisitor(web.origin);
    await signIn(visitor, tenant.email, PASSWORD);
    const files = await hostileFiles();
    const stop = watchDecoders(web.pid);
    const waits = askMeanwhile(web.origin);
    const handed = [];
    for (let round = 0; round < rounds; round += 1) handed.push(...(await handIn(web, visitor, tenant, files)));
    const p99Ms = percentile(await waits(), 0.99);
    const decoders = stop();
    const faults = await faultsOfServed(visitor, web, handed, TRACES);
    // The process as it is after some work; then what size alone adds.
    await flood(web, visitor, tenant, 5, 8);
    const grownMegabytes = await flood(web, visitor, tenant, 5, 200);
    const met =
      faults.length === 0 &&
      decoders.peakBytes <= TARGETS.decoderBytes &&
      decoders.processorSeconds <= TARGETS.decoderSeconds + 1 &&
      p99Ms < TARGETS.p99Ms &&
      grownMegabytes <= TARGETS.grownMegabytes;
    const found = row('T19', seed, 'hostile files served as they came, or with a trace of where they were taken', faults.length, 0, {
      met,
      files: handed.length,
      faults,
      decoders,
      p99Ms,
      grownMegabytes,
      targets: TARGETS,
    });
    return [found];
  } finally {
    await web.stop();
    await database.close();
  }
}

/** Asks for the log-in page fifty times a second. @returns a function that stops and gives the milliseconds of each answer */
function askMeanwhile(origin: string): () => Promise<number[]> {
  const waits: Promise<number>[] = [];
  const timer = setInterval(() => {
    const began = performance.now();
    waits.push(
      fetch(`${origin}/login`)
        .then((answer) => answer.text())
        .then(() => performance.now() - began),
    );
  }, 20);
  return () => {
    clearInterval(timer);
    return Promise.all(waits);
  };
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
