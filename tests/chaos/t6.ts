import { openOwnDatabase } from '../worlds/own-database.ts';
import { race } from '../worlds/publishing/race.ts';
import { row, type ChaosTest } from './row.ts';

const SIZE = { rows: 10_000, channelsPerNetwork: 20, senders: 4, sleepMs: 120_000, settleMs: 20 * 60_000 };

/** Two senders and zombies: four processes race for 10,000 due rows and are stopped at random; delays and naps are a tenth of the real ones. */
export const t6: ChaosTest = async ({ seed }) => {
  const database = await openOwnDatabase();
  try {
    const { judgement, asked, ...seen } = await race(seed, database, SIZE);
    const wronglyAsked = asked.filter((view) => view.network !== 'webhook');
    const notRun = ['npm run worker on four machines: these senders are processes of the real core, opened by the test'];
    return [
      row('T6', seed, 'claims of one lease by two', seen.doubleClaims, 0, {
        naps: seen.naps,
        staleVerdictsRejected: seen.staleVerdicts,
        notRun,
      }),
      row('T6', seed, 'without a verdict or a flag', seen.unsettled, 0),
      row('T6', seed, 'invariants broken', seen.violations.length, 0),
      row('T6', seed, 'asked where one can look (K, R, C, L)', wronglyAsked.length, 0, { asked: asked.length - wronglyAsked.length }),
      ...(Object.entries(judgement) as [string, string[]][]).map(([what, wrong]) => row('T6', seed, what, wrong.length, 0)),
    ];
  } finally {
    await database.close();
  }
};
