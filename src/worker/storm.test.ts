import { afterEach, expect, test } from 'vitest';
import { openStorm, type Storm } from '../../tests/worlds/publishing/storm.ts';
import { FAKE_NETWORKS, faults, type FakeNetworkName } from '../../tests/worlds/fakenet/index.ts';
import { isKept } from '../../tests/worlds/checker.ts';

const SEED = 20_261_125;
let storm: Storm | null = null;
afterEach(async () => {
  await storm?.close();
  storm = null;
});

/** One word per publication, found in no other text. */
const words = (network: FakeNetworkName, count: number): string[][] =>
  Array.from({ length: count }, (_, n) => [`${network}mot${String(n).padStart(3, '0')}fin`]);

async function report(name: string, seed: number, storm: Storm, more: object): Promise<void> {
  const [judgement, views, violations] = [await storm.judge(), await storm.views(), await storm.violations()];
  const asked = views.filter((view) => view.state === 'NEEDS_DECISION');
  const wronglyAsked = asked.filter((view) => view.network !== 'webhook').map((view) => [view.fake, view.reason, view.text]);
  const struck: Record<string, number> = {};
  for (const entry of storm.net.truth()) if (entry.kind === 'call' && entry.fault) struck[entry.network] = (struck[entry.network] ?? 0) + 1;
  // A storm in which nothing went wrong would prove nothing.
  expect(Object.keys(struck).length).toBeGreaterThan(1);
  const met = isKept(judgement) && wronglyAsked.length === 0 && violations.length === 0;
  console.log(
    JSON.stringify({
      test: name,
      seed,
      posts: views.length,
      asked: asked.length,
      struck,
      ...more,
      met,
      notRun: 'the whole size: npm run bench:chaos',
    }),
  );
  expect({ judgement, wronglyAsked, violations }).toEqual({
    judgement: { duplicates: [], lost: [], falseFailed: [], falsePublished: [], unflagged: [], outOfOrder: [], orphans: [], strangers: [] },
    wronglyAsked: [],
    violations: [],
  });
}

/** Every fault was passing: what could be looked up is online, what could not is online or asked about. */
async function nothingGivenUp(storm: Storm): Promise<void> {
  const stranded = (await storm.views()).filter((view) => view.state !== 'PUBLISHED' && view.state !== 'NEEDS_DECISION');
  expect(stranded.map((view) => [view.fake, view.state, view.reason])).toEqual([]);
}

test(
  'T1, small: a kill storm with failing calls and lost answers: nothing lost, nothing doubled, nothing silent',
  { timeout: 240_000 },
  async () => {
    storm = await openStorm(SEED);
    for (const network of FAKE_NETWORKS) await storm.plan(network, words(network, 12));
    storm.net.setFaults({
      rules: [faults.failBefore(0.1), faults.failAfter(0.1), faults.applyLate(0.1, 3_000)],
    });
    storm.startSender();
    const kills = await storm.killFor(15_000, 300, 1_500);
    await storm.calm(150, 20_000);
    await storm.settle(150_000);
    await report('T1 small', SEED, storm, { kills });
    await nothingGivenUp(storm);
  },
);

test('T2, small: lying answers: nothing doubled, no false failure, no false success', { timeout: 240_000 }, async () => {
  storm = await openStorm(SEED + 1);
  // Any 2xx of a signed webhook is its yes, and its 429 its no, by its own standard: there is nothing to lie with.
  const looked = FAKE_NETWORKS.filter((network) => network !== 'webhook');
  for (const network of FAKE_NETWORKS) await storm.plan(network, words(network, 12));
  storm.net.setFaults({
    rules: [
      faults.noId(0.1),
      ...looked.map((network) => faults.errorBody(0.1, { network })),
      faults.dropAnswer(0.1),
      ...looked.flatMap((network) => [
        faults.lyingRefusal(0.1, 429, { network }),
        faults.lyingRefusal(0.05, 403, { network }),
        faults.duplicate403(0.05, { network }),
      ]),
    ],
  });
  storm.startSender();
  await storm.calm(120, 25_000);
  await storm.settle(150_000);
  await report('T2 small', SEED + 1, storm, {});
});

test('T13, small: threads with faults and kills in their segments: in order, none twice, none alone', { timeout: 240_000 }, async () => {
  storm = await openStorm(SEED + 2, ['mastodon', 'bluesky']);
  const threads = (network: FakeNetworkName): string[][] =>
    [2, 3, 5].map((length, t) => Array.from({ length }, (_, n) => `${network}fil${t}segment${n}fin`));
  for (const network of ['mastodon', 'bluesky'] as const) await storm.plan(network, threads(network));
  storm.net.setFaults({ rules: [faults.failAfter(0.2), faults.dropAnswer(0.2), faults.failBefore(0.1)] });
  storm.startSender();
  const kills = await storm.killFor(10_000, 300, 1_500);
  await storm.calm(60, 15_000);
  await storm.settle(150_000);
  await report('T13 small', SEED + 2, storm, { kills });
  await nothingGivenUp(storm);
});
