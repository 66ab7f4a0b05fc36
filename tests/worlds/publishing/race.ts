import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPublicationsOf, schedulePublications } from '../../../src/modules/publishing/index.server.ts';
import type { PublicationView } from '../../../src/modules/publishing/shapes.ts';
import { systemClock } from '../../../src/plumbing/clock/index.ts';
import { openStore, type Store } from '../../../src/plumbing/db/index.ts';
import { newId, type Id } from '../../../src/words/ids.ts';
import { judge, type Judgement } from '../checker.ts';
import { awa, type TestDatabase } from '../database.ts';
import { MODULE } from '../fakenet/forms.ts';
import { FAKE_NETWORKS, startFakenet, type FakeNetworkName } from '../fakenet/index.ts';
import { openChance } from '../fakenet/random.ts';
import { connectAll, publicViews, TENTH } from './storm.ts';
import type { StormOrders } from './storm-sender.ts';

export interface RaceSize {
  rows: number;
  channelsPerNetwork: number;
  senders: number;
  /** How long senders are put to sleep, and how long at most until all is settled. */
  sleepMs: number;
  settleMs: number;
}

export interface RaceResult {
  judgement: Judgement;
  /** Publications with two mutating attempts under one lease, or two leases on one channel at one moment. */
  doubleClaims: number;
  /** Verdicts of senders that had lost their lease: kept as evidence, never as a verdict. */
  staleVerdicts: number;
  naps: number;
  asked: PublicationView[];
  violations: unknown[];
  unsettled: number;
}

/**
 * T6: several senders, each a process that knows nothing of the others, race for rows that are all due, and are stopped (SIGSTOP) at random.
 * All delays of the product are a tenth of the real ones, and so are the naps: 0.1 to 12 s for 1 to 120 s.
 */
export async function race(seed: number, database: TestDatabase, size: RaceSize): Promise<RaceResult> {
  const chance = openChance(seed);
  const net = await startFakenet({ seed });
  const store = openStore({ ...database.app }, { clock: systemClock, max: 6 });
  const folder = mkdtempSync(path.join(tmpdir(), 'palabre-race-'));
  const workspaceId = newId();
  const street = await openStreet();
  const posts = new Map<Id, FakeNetworkName>();
  await planAll(store);
  const senders = Array.from({ length: size.senders }, () => startSender(path.join(folder, 'orders.json')));
  try {
    const naps = await nap(senders, size.sleepMs);
    const unsettled = await settle();
    const views = await readAll();
    const [doubles] = await database.peek<{ n: number }>(`select count(*)::int as n from (
      select 1 from publishing.attempt where kind = 'publish' group by publication_id, lease_token having count(*) > 1) twice`);
    const [late] = await database.peek<{ n: number }>(`select count(*)::int as n from publishing.evidence where kind = 'late_answer'`);
    return {
      judgement: judge(net.truth(), publicViews(views)),
      doubleClaims: doubles!.n,
      staleVerdicts: late!.n,
      naps,
      asked: views.filter((view) => view.state === 'NEEDS_DECISION'),
      violations: await database.peek('select * from publishing.violations'),
      unsettled,
    };
  } finally {
    for (const sender of senders) sender.kill('SIGKILL');
    await store.close();
    await net.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  /** Several channels to each network's one account. */
  async function openStreet() {
    const lines = await connectAll(net, FAKE_NETWORKS);
    const doors = FAKE_NETWORKS.flatMap((fake) =>
      Array.from({ length: size.channelsPerNetwork }, () => ({ fake, ...lines.get(fake)!, channelId: newId() })),
    );
    const orders: StormOrders = {
      connection: database.app,
      addresses: net.addresses,
      hosts: net.hosts,
      timings: TENTH,
      lines: Object.fromEntries(doors.map(({ line, channelId }) => [channelId, { ...line, channelId, workspaceId }])),
    };
    writeFileSync(path.join(folder, 'orders.json'), JSON.stringify(orders), { mode: 0o600 });
    return doors;
  }

  async function planAll(store: Store): Promise<void> {
    const now = new Date();
    const when = {
      wall: now.toISOString().slice(0, 16),
      zone: 'Africa/Lome',
      notBefore: now,
      late: { policy: 'hold' as const, minutes: 600 },
    };
    for (let from = 0; from < size.rows; from += 100)
      await store.inWorkspace(workspaceId, awa, async (ctx) => {
        for (let n = from; n < Math.min(size.rows, from + 100); n += 1) {
          const { fake, line, onceClass, channelId } = street[n % street.length]!;
          const postId = newId();
          posts.set(postId, fake);
          const segments = [{ text: `${fake}mot${String(n).padStart(5, '0')}fin`, title: '', language: 'fr', media: [] }];
          const outgoing = { channelId, network: MODULE[fake], onceClass, networkUserId: line.networkUserId, segments };
          await schedulePublications(ctx, { ...when, postId, clientId: workspaceId, publications: [outgoing] });
        }
      });
  }

  async function nap(children: ChildProcess[], ms: number): Promise<number> {
    const end = Date.now() + ms;
    let naps = 0;
    const life = async (child: ChildProcess, n: number): Promise<void> => {
      while (Date.now() < end) {
        await sleep(chance.between(`awake${n}`, 200, 3_000));
        child.kill('SIGSTOP');
        naps += 1;
        await sleep(chance.between(`nap${n}`, 100, 12_000));
        child.kill('SIGCONT');
      }
    };
    await Promise.all(children.map(life));
    return naps;
  }

  async function readAll() {
    const all = await store.inWorkspace(workspaceId, awa, (ctx) => readPublicationsOf(ctx, [...posts.keys()]));
    return all.map((view) => ({ ...view, fake: posts.get(view.postId)! }));
  }

  async function settle(): Promise<number> {
    const end = Date.now() + size.settleMs;
    for (;;) {
      const [open] = await database.peek<{ n: number }>(
        `select count(*)::int as n from publishing.publication where state not in ('PUBLISHED', 'FAILED', 'CANCELLED', 'HELD', 'NEEDS_DECISION')`,
      );
      if (open!.n === 0 || Date.now() > end) return open!.n;
      await sleep(500);
    }
  }
}

function startSender(orders: string): ChildProcess {
  const args = ['--disable-warning=ExperimentalWarning', 'tests/worlds/publishing/storm-sender.ts', orders];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.once('message', () => child.send({ lead: newId() }));
  return child;
}
