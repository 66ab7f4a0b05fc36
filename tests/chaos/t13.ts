import { faults } from '../worlds/fakenet/index.ts';
import { people, startFake } from './product/outside.ts';
import type { ChaosTest } from './row.ts';
import { storm } from './storm.ts';
import { askedRows } from './t1.ts';

/** Threads of 2 to 25 segments on the networks that have them, the sender killed and calls broken throughout. */
const LENGTHS = Array.from({ length: 24 }, (_, n) => n + 2);
const NETWORKS = ['mastodon', 'lookalike', 'bluesky'] as const;
const ACCOUNTS = 8;

export const t13: ChaosTest = ({ seed }) =>
  storm(
    {
      test: 'T13',
      seed,
      outside: () => startFake(seed, NETWORKS, people(ACCOUNTS)),
      postsOf: (door, n) =>
        LENGTHS.filter((length) => length % ACCOUNTS === n % ACCOUNTS).map((length) =>
          Array.from({ length }, (_, s) => `${door.fake}${door.account}fil${length}segment${String(s).padStart(2, '0')}fin`),
        ),
      dueWithinS: 20,
      faults: [faults.failAfter(0.15), faults.dropAnswer(0.15), faults.failBefore(0.1), { ...faults.failBefore(0.1), calls: 'reads' }],
      faultsMs: 150_000,
      killMs: 90_000,
    },
    (after) => askedRows('T13', seed, after),
  );
