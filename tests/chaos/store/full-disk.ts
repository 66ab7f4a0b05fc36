import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAKE_NETWORKS } from '../../worlds/fakenet/index.ts';
import { openChance } from '../../worlds/fakenet/random.ts';
import { signal } from '../../journeys/palabre/processes.ts';
import { people, startFake } from '../product/outside.ts';
import { startProduct } from '../product/start-product.ts';
import { row, type Row } from '../row.ts';
import { startAsking, type Asking } from './asking.ts';
import { serve } from './service.ts';
import { fillDisk, leftOn, runOnSmallDisk, smallDisk } from './small-disk.ts';
import { verdictRows } from './verdict-rows.ts';
import { writeLog } from './write-log.ts';

/** Of the disk: what a Palabre takes before its first post, and the 64 it is left with. */
const DISK_MIB = 256;
const LEFT_MIB = 64;
const ROUNDS = 4;
/** Milliseconds of a disk that is not full, and of one that is. */
const WELL = { least: 8_000, most: 20_000 };
const FULL = { least: 10_000, most: 40_000 };
const WORKER = /processes\/worker\.js/;
/** What the supervisor says each time it starts PostgreSQL again (`cli_database_restarting`). */
const DIED = /La base de données s’est arrêtée/g;

/**
 * A Palabre whose data lie on a disk that others fill to the last byte, again and again, while posts are asked for and sent. Each time its
 * worker is killed; every other time its database's log grows besides, which ends the database.
 */
export async function onFullDisk(seed: number): Promise<Row[]> {
  const place = smallDisk();
  if (place) return fillAgainAndAgain(seed, place);
  const found = await runOnSmallDisk(DISK_MIB, ['--test', 'T7', '--mode', 'disk', '--seed', String(seed)]);
  if (typeof found !== 'string') return found;
  // Nothing was shown, so nothing was met.
  return [row('T7', seed, 'a full disk: not run', 1, 0, { notRun: [`disk full: this machine lends no small disk (${found})`] })];
}

async function fillAgainAndAgain(seed: number, place: string): Promise<Row[]> {
  const chance = openChance(seed);
  const [ballast, filling] = [path.join(place, 'ballast'), path.join(place, 'filling')];
  const product = await startProduct(await startFake(seed, FAKE_NETWORKS, people(2)), { PALABRE_DATA: path.join(place, 'palabre') });
  const service = serve(product.palabre);
  try {
    fillDisk(ballast, LEFT_MIB);
    const asking = startAsking(product);
    const backMs: number[] = [];
    let yesWhileFull = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await sleep(chance.between('well', WELL.least, WELL.most));
      const lengthen = round % 2 === 1 ? () => writeLog(product.palabre.settings) : () => Promise.resolve(true);
      fillDisk(filling);
      for (const pid of service.processes(WORKER)) signal(pid, 'SIGKILL');
      yesWhileFull += await keepFull(filling, asking, lengthen, chance.between('full', FULL.least, FULL.most));
      rmSync(filling, { force: true });
      backMs.push(await asking.nextYes(120_000));
    }
    await asking.end();
    const leftMib = Math.round(leftOn(place));
    // Well again: what it wrote meanwhile must not fill the disk by itself.
    rmSync(ballast);
    const databaseDied = (product.palabre.said() + service.said()).match(DIED)?.length ?? 0;
    const seen = { rounds: ROUNDS, yesWhileFull, databaseDied, startedAgain: service.restarts(), leftMib };
    return await verdictRows(seed, product, asking, backMs, seen);
  } catch (error) {
    console.error(product.palabre.said().slice(-10_000), service.said().slice(-10_000));
    throw error;
  } finally {
    await service.stop();
    await product.stop();
  }
}

/** Takes what is left, and what becomes free, for so long, while something else of Palabre grows. @returns posts acknowledged meanwhile */
async function keepFull(filling: string, asking: Asking, lengthen: () => Promise<boolean>, ms: number): Promise<number> {
  const before = asking.acknowledged.length;
  for (const end = Date.now() + ms; Date.now() < end; await sleep(200)) {
    fillDisk(filling);
    await lengthen();
  }
  return asking.acknowledged.length - before;
}
