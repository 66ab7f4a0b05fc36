import { TIMINGS } from '../../src/modules/publishing/index.server.ts';
import { openOwnDatabase } from '../worlds/own-database.ts';
import { outage } from '../worlds/publishing/outage.ts';
import { row, type ChaosTest } from './row.ts';

/** Outage recovery: 500 overdue posts over 20 channels, in simulated time; the seed changes nothing. */
export const t10: ChaosTest = async ({ seed }) => {
  const database = await openOwnDatabase();
  try {
    const { tooLate, wronglyHeld, silent, least, posts, violations } = await outage(database, { channels: 20, each: 25 });
    const wrong = [...wronglyHeld, ...silent];
    return [
      row('T10', seed, 'sent after not_after without a decision', tooLate.length, 0, {
        posts,
        ...(tooLate.length > 0 && { wrong: tooLate }),
      }),
      row('T10', seed, 'neither out nor held as its policy says', wrong.length, 0, {
        ...(wrong.length > 0 && { wrong: wrong.slice(0, 10) }),
      }),
      row('T10', seed, 'milliseconds by which two posts of a channel were too close', Math.max(0, TIMINGS.spacingMs - least), 0, { least }),
      row('T10', seed, 'invariants broken', violations.length, 0),
    ];
  } finally {
    await database.close();
  }
};
