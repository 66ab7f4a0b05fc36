import { FAKE_NETWORKS, faults } from '../worlds/fakenet/index.ts';
import { people, startFake } from './product/outside.ts';
import type { ChaosTest } from './row.ts';
import { storm } from './storm.ts';

const LOOKED = ['mastodon', 'lookalike', 'bluesky', 'wordpress'] as const;

/**
 * Lying answers: refusals that were applied, 2xx without an id, "duplicate" said of what does not exist, 200 with an error inside. Any 2xx of
 * a signed webhook is its yes, and its 429 its no, by its own standard: there is nothing to lie with.
 */
export const t2: ChaosTest = ({ seed }) =>
  storm(
    {
      test: 'T2',
      seed,
      outside: () => startFake(seed, FAKE_NETWORKS, people(4)),
      postsOf: (door) => Array.from({ length: 25 }, (_, post) => [`${door.fake}${door.account}mot${String(post).padStart(3, '0')}fin`]),
      dueWithinS: 60,
      faults: [
        faults.noId(0.1),
        faults.dropAnswer(0.05),
        ...LOOKED.flatMap((network) => [
          faults.lyingRefusal(0.1, 429, { network }),
          faults.lyingRefusal(0.05, 403, { network }),
          faults.duplicate403(0.05, { network }),
          faults.errorBody(0.1, { network }),
        ]),
      ],
      faultsMs: 150_000,
      killMs: 0,
    },
    () => [],
  );
