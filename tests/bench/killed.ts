import { setTimeout as sleep } from 'node:timers/promises';
import { faults, type FakeNetworkName, type Visible } from '../worlds/fakenet/index.ts';
import { worst } from './numbers.ts';
import { inSeconds, planAll } from './plan.ts';
import { atMost, type Row } from './row.ts';
import { openStage } from './stage.ts';

/** One network of each class: a key, a record id, a look. */
const CLASSES = { K: 'mastodon', R: 'bluesky', L: 'lookalike' } as const satisfies Record<string, FakeNetworkName>;
const NETWORKS = Object.values(CLASSES);
const POSTS = 40;
/** Seconds before a post of class L is sent anew: what its quiet period may last, and thirty. */
const L_PATIENCE = 120 + 30;

/** Forty posts due in one second, the sender killed by `kill -9` while half of them are out. */
export async function measure(): Promise<Row[]> {
  const stage = await openStage(NETWORKS);
  try {
    const channels = new Map<FakeNetworkName, string>();
    for (const network of NETWORKS) channels.set(network, await stage.connect(network));
    stage.net.setFaults({ rules: [faults.slow(1, [200, 200], { calls: 'all' })] });
    const at = inSeconds(15);
    const posts = Array.from({ length: POSTS }, (_, n) => ({
      text: `Coupure ${n}`,
      channelIds: [channels.get(NETWORKS[n % NETWORKS.length]!)!],
    }));
    await planAll(stage, posts, at);
    while (stage.net.visible().length < POSTS / 2) await sleep(20);
    for (const pid of stage.palabre.processes(/worker-sender\.js/)) process.kill(pid, 'SIGKILL');
    const deadline = at.getTime() + (L_PATIENCE + 60) * 1_000;
    while (texts(stage.net.visible()).size < POSTS && Date.now() < deadline) await sleep(200);
    // What would be sent twice would be by now, or within the next look.
    await sleep(15_000);
    return rows(stage.net.visible(), at);
  } finally {
    await stage.close();
  }
}

const texts = (seen: readonly Visible[]): Set<string> => new Set(seen.map((one) => `${one.network} ${plain(one.text)}`));
/** WordPress and Mastodon give their texts back as HTML. */
const plain = (text: string): string => text.replace(/<[^>]+>/g, '').trim();

function rows(seen: readonly Visible[], at: Date): Row[] {
  const late = (network: FakeNetworkName): number =>
    worst(seen.filter((one) => one.network === network).map((one) => (one.at - at.getTime()) / 1000));
  const base = `${POSTS} posts of one second, sender killed by kill -9 halfway`;
  return [
    atMost('sender killed: class K, last out, late by', late(CLASSES.K), 30, 's', base),
    atMost('sender killed: class R, last out, late by', late(CLASSES.R), 30, 's', base),
    atMost('sender killed: class L, last out, late by', late(CLASSES.L), L_PATIENCE, 's', `${base}; quiet period + 30 s`),
    atMost('sender killed: sent twice', seen.length - texts(seen).size, 0, 'posts', base),
    atMost('sender killed: never sent', POSTS - texts(seen).size, 0, 'posts', base),
  ];
}
