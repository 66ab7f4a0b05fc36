import { faults } from '../worlds/fakenet/index.ts';
import type { ChaosTest, Row } from './row.ts';
import { row } from './row.ts';
import { storm, type Aftermath } from './storm.ts';

/** Six accounts on each of five networks, classes K, R, C, L and N: 1,000 posts due within one minute. */
const ACCOUNTS = 6;
const POSTS = 1_000;

/** Kill storm: senders killed 1–3 s apart for 90 s, 20 % of calls fail, 10 % of answers are dropped and applied up to 30 s late. */
export const t1: ChaosTest = ({ seed }) =>
  storm(
    {
      test: 'T1',
      seed,
      accounts: ACCOUNTS,
      postsOf: (door, n) => {
        const count = Math.floor(POSTS / (ACCOUNTS * 5)) + (n < POSTS % (ACCOUNTS * 5) ? 1 : 0);
        return Array.from({ length: count }, (_, post) => [`${door.fake}${door.account}mot${String(post).padStart(3, '0')}fin`]);
      },
      dueWithinS: 60,
      faults: [
        faults.failBefore(0.1),
        faults.failAfter(0.1),
        faults.applyLate(0.1, 30_000),
        { ...faults.failBefore(0.2), name: 'reads_fail', calls: 'reads' },
        { ...faults.failBefore(0.2), name: 'prepares_fail', calls: 'prepares' },
      ],
      faultsMs: 150_000,
      killMs: 90_000,
      notRun: ['a real Bluesky PDS and a real WordPress behind a proxy that loses answers'],
    },
    (after) => askedRows('T1', seed, after),
  );

/** Nobody is asked where one can look; where one cannot, everybody is asked about everything unclear. */
export function askedRows(test: string, seed: number, { product, publications }: Aftermath): Row[] {
  const asked = publications.filter((one) => one.state === 'NEEDS_DECISION');
  const wrongly = asked.filter((one) => one.network !== 'webhook');
  const truth = product.net.truth();
  const silently = publications.filter((one) => {
    if (one.network !== 'webhook' || one.state !== 'PUBLISHED') return false;
    const key = truth.find((entry) => entry.kind === 'visible' && entry.network === 'webhook' && entry.text.includes(one.text));
    // Online with certainty means that a call of it was answered, and without a fault.
    return !truth.some((entry) => entry.kind === 'call' && key?.kind === 'visible' && entry.key === key.key && entry.fault === null);
  });
  const given = publications.filter((one) => one.state === 'FAILED' || one.state === 'HELD' || one.state === 'CANCELLED');
  return [
    row(test, seed, 'asked where one can look (K, R, C, L)', wrongly.length, 0, { asked: asked.length - wrongly.length }),
    row(test, seed, 'said online on N after an unclear answer', silently.length, 0),
    row(test, seed, 'given up although every fault passed', given.length, 0),
  ];
}
