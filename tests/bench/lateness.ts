import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '../../src/words/ids.ts';
import { faults, type Account, type FakeNetworkName, type Visible } from '../worlds/fakenet/index.ts';
import { median, percentile, worst } from './numbers.ts';
import { inSeconds, planAll } from './plan.ts';
import { atMost, told, type Row } from './row.ts';
import { openStage } from './stage.ts';

const NETWORK: FakeNetworkName = 'mastodon';
/** Milliseconds the network takes for every answer. */
const ANSWER = 200;

/** Posts due in one second, on a network that takes 200 ms to answer: how late they are when everyone can see them. */
export async function measure(): Promise<Row[]> {
  const small = await rush(60, 20, 20);
  const large = await rush(1_000, 50, 90);
  const seconds = (worst(large) - Math.min(...large)) / 1000;
  return [
    atMost('60 posts of one second, 20 channels: last out, late by', worst(small) / 1000, 3, 's', `median ${Math.round(median(small))} ms`),
    told('1,000 posts of one second, 50 channels: half of them late by', median(large), 'ms', `answers in ${ANSWER} ms`),
    told('the same, 95 of 100 late by less than', percentile(large, 0.95), 'ms', 'seen by the network'),
    told('the same, last out, late by', worst(large), 'ms', 'seen by the network'),
    told('the same, sent per second', large.length / seconds, 'posts/s', 'from the first seen to the last'),
  ];
}

/** @param ahead seconds the planning is given. @returns lateness of each in milliseconds */
async function rush(posts: number, channels: number, ahead: number): Promise<number[]> {
  const accounts = Array.from({ length: channels }, (_, n): Account => ({ name: `compte${n}`, secret: `secr et${n} of ${n}` }));
  const stage = await openStage([NETWORK], accounts);
  try {
    const ids: Id[] = [];
    for (const account of accounts) ids.push(await stage.connect(NETWORK, account));
    stage.net.setFaults({ rules: [faults.slow(1, [ANSWER, ANSWER], { calls: 'all' })] });
    const at = inSeconds(ahead);
    const texts = Array.from({ length: posts }, (_, n) => ({ text: `Publication ${n} de ${posts}`, channelIds: [ids[n % channels]!] }));
    await planAll(stage, texts, at);
    if (Date.now() > at.getTime() - 3_000) throw new Error('the machine was too slow to plan them all before their hour');
    const seen = await until(posts, () => stage.net.visible(NETWORK), at.getTime() + 180_000);
    return seen.map((one) => one.at - at.getTime());
  } finally {
    await stage.close();
  }
}

async function until(count: number, visible: () => Visible[], deadline: number): Promise<Visible[]> {
  while (visible().length < count) {
    if (Date.now() > deadline) throw new Error(`${visible().length} of ${count} were seen`);
    await sleep(100);
  }
  return visible();
}
