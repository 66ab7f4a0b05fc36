import { FAKE_NETWORKS, faults } from '../worlds/fakenet/index.ts';
import { startReal, whatIsReal } from '../worlds/real/index.ts';
import { people, startFake } from './product/outside.ts';
import type { Door } from './product/street.ts';
import type { ChaosTest, Row } from './row.ts';
import { row } from './row.ts';
import { storm, type Aftermath, type StormPlan } from './storm.ts';

/** Ten accounts on each of five fake networks (classes K, R, C, L and N), 20 posts each; four on each real one, 25 posts each. */
const FAKE = { accounts: 10, posts: 1_000 };
const REAL = { accounts: 4, postsEach: 25 };

/** 20 % of calls fail, half of them after the work; 10 % of answers are dropped and what was asked is done up to 30 s later. */
const FAULTS: StormPlan['faults'] = [
  faults.failBefore(0.1),
  faults.failAfter(0.1 / 0.9),
  faults.applyLate(0.1 / 0.8, 30_000),
  { ...faults.failBefore(0.2), name: 'reads_fail', calls: 'reads' },
  { ...faults.failBefore(0.2), name: 'prepares_fail', calls: 'prepares' },
];

/** Kill storm: senders killed 1–3 s apart for 90 s, on fakenet and again on real servers behind a lossy proxy. */
export const t1: ChaosTest = async ({ seed, mode }) => {
  const rage = async (mode: string, plan: Pick<StormPlan, 'where' | 'outside' | 'postsOf' | 'notRun'>): Promise<Row[]> => {
    const common = { test: 'T1', seed, dueWithinS: 60, faults: FAULTS, faultsMs: 150_000, killMs: 90_000 };
    const found = await storm({ ...common, ...plan }, (after) => askedRows('T1', seed, after));
    return found.map((one) => ({ ...one, arguments: ` --mode ${mode}` }));
  };
  const rows: Row[] = [];
  if (mode !== 'real') {
    const channels = FAKE.accounts * FAKE_NETWORKS.length;
    const countOf = (n: number): number => Math.floor(FAKE.posts / channels) + (n < FAKE.posts % channels ? 1 : 0);
    rows.push(
      ...(await rage('fakenet', {
        where: 'fakenet',
        outside: () => startFake(seed, FAKE_NETWORKS, people(FAKE.accounts)),
        postsOf: (door, n) => texts(door, countOf(n)),
      })),
    );
  }
  if (mode !== 'fakenet') {
    const { networks, notRun } = whatIsReal();
    rows.push(
      ...(await rage('real', {
        where: `real ${networks.join(' and ')}`,
        outside: () => startReal(seed, networks, people(REAL.accounts)),
        postsOf: (door) => texts(door, REAL.postsEach),
        notRun,
      })),
    );
  }
  return rows;
};

const texts = (door: Door, count: number): string[][] =>
  Array.from({ length: count }, (_, post) => [`${door.fake}${door.account}mot${String(post).padStart(3, '0')}fin`]);

/** Nobody is asked where one can look; where one cannot, everybody is asked about everything unclear. */
export function askedRows(test: string, seed: number, { publications, truth }: Aftermath): Row[] {
  const asked = publications.filter((one) => one.state === 'NEEDS_DECISION');
  const wrongly = asked.filter((one) => one.network !== 'webhook');
  const silently = publications.filter((one) => {
    if (one.network !== 'webhook' || one.state !== 'PUBLISHED') return false;
    const key = truth.find((entry) => entry.kind === 'visible' && entry.network === 'webhook' && entry.text.includes(one.text));
    // Online with certainty means that a call of it was answered, and without a fault.
    return !truth.some((entry) => entry.kind === 'call' && key?.kind === 'visible' && entry.key === key.key && entry.fault === null);
  });
  const given = publications.filter((one) => one.state === 'FAILED' || one.state === 'HELD' || one.state === 'CANCELLED');
  return [
    row(test, seed, 'asked where one can look (K, R, C, L)', wrongly.length, 0, {
      asked: asked.length - wrongly.length,
      ...(wrongly.length > 0 && { wrong: wrongly.slice(0, 10).map((one) => `${one.id} (${one.network} ${one.text})`) }),
    }),
    row(test, seed, 'said online on N after an unclear answer', silently.length, 0),
    row(test, seed, 'given up although every fault passed', given.length, 0, {
      ...(given.length > 0 && { wrong: given.slice(0, 10).map((one) => `${one.id} (${one.network} ${one.state} ${one.text})`) }),
    }),
  ];
}
