import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buryHolder, readPublicationsOf, schedulePublications, TIMINGS, type Timings } from '#modules/publishing';
import type { PublicationView } from '#modules/publishing/shapes';
import type { Connected, Line, NotConnected } from '#networks/contract';
import { systemClock } from '#plumbing/clock';
import { openStore, type Store } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { spawnSender, type SenderProcess } from '../../../src/worker/spawn-sender.ts';
import { judge, type Judgement, type PublicView } from '../checker.ts';
import { awa, openTestDatabase, type TestDatabase } from '../database.ts';
import { formOf, MODULE } from '../fakenet/forms.ts';
import { FAKE_NETWORKS, startFakenet, type Fakenet, type FakeNetworkName } from '../fakenet/index.ts';
import { lineOf, networksOn, signal } from '../lines.ts';
import type { StormOrders } from './storm-sender.ts';

/** All delays of the product divided by ten; a late application of 30 s becomes 3 s. */
export const TENTH: Timings = {
  ...TIMINGS,
  leaseMs: 4_000,
  leaseMarginMs: 500,
  settleMs: 3_000,
  absenceSpacingMs: 1_000,
  readsFailingMs: 90_000,
  spacingMs: 0,
  verifyAfterMs: [],
  retryBaseMs: 400,
  retryCapMs: 5_000,
  networkFactor: 0.1,
};

/** Five fake networks, a real database, real senders in processes of their own that can be killed. Judged from outside only. */
export interface Storm {
  net: Fakenet;
  /** Plans one post (or thread) per text on that network, now. */
  plan(network: FakeNetworkName, texts: string[][]): Promise<void>;
  startSender(): void;
  /** kill -9 at random moments, `least`–`most` milliseconds apart. */
  killFor(ms: number, least: number, most: number): Promise<number>;
  /** Until the networks were called so often, at most `ms`; then they are well again. */
  calm(calls: number, ms: number): Promise<void>;
  /** Until every publication has a verdict or a flag, at most `ms`. */
  settle(ms: number): Promise<void>;
  views(): Promise<(PublicationView & { fake: FakeNetworkName })[]>;
  judge(): Promise<Judgement>;
  violations(): Promise<unknown[]>;
  close(): Promise<void>;
}

export async function openStorm(seed: number, networks: readonly FakeNetworkName[] = FAKE_NETWORKS): Promise<Storm> {
  const net = await startFakenet({ seed, networks });
  const database: TestDatabase = await openTestDatabase();
  const store: Store = openStore({ ...database.app }, { clock: systemClock, max: 6 });
  const lines = await connectAll(net, networks);
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-storm-'));
  const file = path.join(folder, 'orders.json');
  const workspaceId = newId();
  const orders: StormOrders = {
    connection: database.app,
    addresses: net.addresses,
    hosts: net.hosts,
    timings: TENTH,
    lines: Object.fromEntries([...lines.values()].map(({ line }) => [line.channelId, { ...line, workspaceId }])),
  };
  writeFileSync(file, JSON.stringify(orders), { mode: 0o600 });
  const posts = new Map<Id, FakeNetworkName>();
  let sender: SenderProcess | null = null;
  let closing = false;
  let chance = seed;
  const random = (): number => ((chance = (chance * 1_103_515_245 + 12_345) % 2_147_483_648), chance / 2_147_483_648);

  // One at work, one warm beside it, as the worker keeps them.
  let spare: SenderProcess | null = null;
  const spawn = (): SenderProcess => spawnSender(process.cwd(), 'tests/worlds/publishing/storm-sender.ts', [file]);
  const startSender = (): void => {
    const holder = newId();
    const started = spare ?? spawn();
    sender = started;
    spare = spawn();
    void started.ready.then(() => started.lead(holder)).catch(() => undefined);
    void started.dead.then(async () => {
      if (closing) return;
      await buryHolder(store, holder, new Date());
      startSender();
    });
  };

  const views: Storm['views'] = async () => {
    const all = await store.inWorkspace(workspaceId, awa, (ctx) => readPublicationsOf(ctx, [...posts.keys()]));
    return all.map((view) => ({ ...view, fake: posts.get(view.postId)! }));
  };

  return {
    net,
    startSender,
    views,
    plan: async (network, threads) => {
      const { line, onceClass } = lines.get(network)!;
      const now = new Date();
      for (const texts of threads) {
        const postId = newId();
        posts.set(postId, network);
        const segments = texts.map((text) => ({ text, title: '', language: 'fr', media: [] }));
        const outgoing = { channelId: line.channelId, network: MODULE[network], onceClass, networkUserId: line.networkUserId, segments };
        await store.inWorkspace(workspaceId, awa, (ctx) =>
          schedulePublications(ctx, {
            postId,
            clientId: newId(),
            wall: now.toISOString().slice(0, 16),
            zone: 'Africa/Lome',
            notBefore: now,
            publications: [outgoing],
          }),
        );
      }
    },
    killFor: async (ms, least, most) => {
      const end = Date.now() + ms;
      let kills = 0;
      while (Date.now() < end) {
        // Only one that works can be interrupted in its work.
        await sender?.ready.catch(() => undefined);
        await sleep(least + random() * (most - least));
        sender?.kill();
        kills += 1;
      }
      return kills;
    },
    calm: async (calls, ms) => {
      const end = Date.now() + ms;
      const commits = (): number => net.truth().filter((entry) => entry.kind === 'call' && entry.method !== 'GET').length;
      while (Date.now() < end && commits() < calls) await sleep(200);
      net.setFaults({ rules: [] });
    },
    settle: async (ms) => {
      const end = Date.now() + ms;
      const open = async (): Promise<boolean> =>
        (await views()).some((view) => view.flag === null && !['PUBLISHED', 'FAILED', 'CANCELLED'].includes(view.state));
      while (Date.now() < end && (await open())) await sleep(500);
    },
    judge: async () => judge(net.truth(), publicViews(await views())),
    violations: () => database.peek('select * from publishing.violations'),
    close: async () => {
      closing = true;
      for (const process of [sender, spare]) process?.kill();
      await Promise.all([sender?.dead, spare?.dead]);
      await store.close();
      await database.close();
      await net.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Only what the public door says; the segment before is the one of the same post and the position before. */
export function publicViews(views: (PublicationView & { fake: FakeNetworkName })[]): PublicView[] {
  const before = (view: PublicationView): string | null =>
    views.find((one) => one.postId === view.postId && one.position === view.position - 1)?.id ?? null;
  return views.map((view) => ({
    id: view.id,
    network: view.fake,
    account: 'awa',
    marker: view.text,
    state: view.state,
    flag: view.flag,
    remoteId: view.remoteId,
    parent: before(view),
  }));
}

export async function connectAll(net: Fakenet, wanted: readonly FakeNetworkName[]) {
  const networks = networksOn(net);
  const account = net.accounts[0]!;
  const lines = new Map<FakeNetworkName, { line: Line; onceClass: ReturnType<(typeof networks)['webhook']['onceClass']> }>();
  for (const name of wanted) {
    const network = networks[MODULE[name]];
    const answer: Connected | NotConnected = await network.connection!.connect(formOf(net, name, account), signal());
    const line = lineOf(answer);
    lines.set(name, { line, onceClass: network.onceClass(line) });
  }
  return lines;
}
