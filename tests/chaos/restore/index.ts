import path from 'node:path';
import { makeBackup, restoreBackup } from '#plumbing/backup';
import { checkInstance, decide, isReconciling, listDecisions, reconcile } from '#modules/publishing';
import { newId, type Id } from '#words/ids.ts';
import { fakeClock } from '../../../src/plumbing/clock/index.ts';
import { openChance } from '../../worlds/fakenet/random.ts';
import { FINE, type Fault, type TruthNetwork } from '../../worlds/publishing/network.ts';
import type { Row } from '../row.ts';
import { cutBefore, damage, isDetected } from './damage.ts';
import { clearFolder, found, hashTables, makeFolder, start } from './living-palabre.ts';
import { makeNetworks, openStreet, type Street } from './networks.ts';

export interface Size {
  /** Posts per network on each side of the backup. */
  posts: number;
  damages: number;
  /** Steps of the restore before which the power is cut. */
  cuts: readonly string[];
}

const MINUTE = 60_000;
export const STEPS = ['unpack', 'media', 'keys', 'prove', 'complete', 'aside', 'place', 'backups'] as const;
export const WHOLE: Size = { posts: 40, damages: 25, cuts: STEPS };

/**
 * T21: a backup of a running database, an hour of publishing after it, then the restore, while the networks still show what left
 * in that hour. @returns one row per promise
 */
export async function t21(seed: number, size: Size = WHOLE): Promise<Row[]> {
  const chance = openChance(seed);
  const draw = (): number => chance.draw('t21');
  const clock = fakeClock(new Date('2026-12-01T08:00:00Z'));
  const dataDir = makeFolder();
  const row = (what: string, value: number, target = 0): Row => ({ test: 'T21', what, value, target, met: value === target, seed });
  try {
    const networks = makeNetworks(
      () => clock.now().getTime(),
      () => faultOf(draw()),
    );
    const living = await found(dataDir, clock);
    await checkInstance(living.database.store, dataDir, clock.now());
    const street = await openStreet(living.database, networks);
    await planAround(street, size.posts, clock.now(), draw);

    await street.desk.run(60 * MINUTE);
    const then = clock.now();
    const hashes = await hashTables(living.database);
    const file = path.join(path.dirname(dataDir), 'hier.tar.gz');
    const { config } = living;
    await makeBackup({ config, owner: living.postgres.owner, cluster: living.postgres.cluster, file, media: true, keys: false, now: then });
    for (const network of networks) await street.plan(network, `nouvelle ${network.name}`, new Date(then.getTime() + 20 * MINUTE));
    await street.desk.run(60 * MINUTE);
    await living.stop();
    const live = effectsOf(networks);

    let undetected = 0;
    for (let n = 0; n < size.damages; n += 1) if (!(await isDetected(config, damage(file, draw), clock.now()))) undetected += 1;
    let broken = 0;
    for (const step of size.cuts) {
      const left = await cutBefore(config, file, step, clock.now());
      if (left === 'nothing') broken += 1;
      clock.advance(1_000);
    }
    await restoreBackup({ config, file, mark: newId(), now: clock.now() });

    const back = await start(dataDir, clock);
    const restored = await hashTables(back.database);
    const unequal = [...hashes].filter(([table, hash]) => restored.get(table) !== hash).length;
    const began = await checkInstance(back.database.store, dataDir, clock.now());
    const affected = await readAffected(back.database.peek, clock.now());
    const after = await openStreet(back.database, networks, street);
    const heldUntilLooked = await liveOn(after, back.database.store);
    const stillOn = await isReconciling(back.database.store);
    const accounted = await readStates(back.database.peek, affected);
    const violations = await after.desk.violations();
    await back.stop();
    return [
      row('tables whose rows differ', unequal),
      row('starts in reconcile-only mode', began ? 1 : 0, 1),
      row('mode that never ends', stillOn ? 1 : 0),
      row('posts sent before the looks were over', heldUntilLooked),
      row('posts that were online and were published again', countTwice(networks, live)),
      row('affected posts neither found, published nor flagged', affected.length - accounted),
      row('damaged backups that were not noticed', undetected),
      row('power cuts that left no whole data folder', broken),
      row('broken invariants', violations.length),
    ];
  } finally {
    clearFolder(dataDir);
  }
}

/** Some answers are lost after the network took the post, some calls fail before. */
const faultOf = (draw: number): Fault =>
  draw < 0.1 ? { applied: true, answer: 'lost' } : draw < 0.2 ? { applied: false, answer: 'not_sent' } : FINE;

/** Posts from an hour before the backup to half an hour after the restore, and some that are due just when it is made. */
async function planAround(street: Street, posts: number, start: Date, draw: () => number): Promise<void> {
  for (const network of street.networks)
    for (let n = 0; n < posts * 2; n += 1) {
      const minutes = n % 8 === 0 ? 60 + draw() : n % 8 === 1 ? 120 + draw() * 30 : draw() * 120;
      await street.plan(network, `${network.name} ${n}`, new Date(start.getTime() + Math.floor(minutes * MINUTE)));
    }
}

/**
 * The sender at work and the reconciliation's rounds, while a person decides what nobody can look up, as they see it on the network;
 * then two more hours. @returns posts sent before the mode had ended
 */
async function liveOn(street: Street, store: Parameters<typeof reconcile>[0]): Promise<number> {
  const { desk, networks } = street;
  const before = requestsOf(networks);
  for (let round = 0; round < 120 && (await reconcile(store, desk.world.clock.now())); round += 1) {
    await desk.run(10_000);
    await decideAll(street);
  }
  const early = requestsOf(networks) - before;
  await desk.run(120 * MINUTE);
  await decideAll(street);
  await desk.run(5 * MINUTE);
  return early;
}

async function decideAll({ desk, networks }: Street): Promise<void> {
  for (const { id, network, text } of await desk.desk(listDecisions)) {
    const isOnline = networks.some((one) => one.name === network && one.effectsOf(text).length > 0);
    const choice = isOnline ? { decision: 'published' as const, url: 'https://network.test/seen' } : { decision: 'send' as const };
    await desk.desk((ctx) => decide(ctx, id, choice));
  }
}

type Peek = Awaited<ReturnType<typeof found>>['database']['peek'];

/** What was not over in the backup and was due by the time of the restore. */
async function readAffected(peek: Peek, until: Date): Promise<Id[]> {
  const open = `state not in ('PUBLISHED', 'FAILED', 'CANCELLED')`;
  return (await peek<{ id: Id }>(`select id from publishing.publication where not_before <= $1 and ${open}`, [until])).map(({ id }) => id);
}

/** Online with evidence, or waiting for a person. */
async function readStates(peek: Peek, ids: Id[]): Promise<number> {
  const rows = await peek<{ n: number }>(
    `select count(*)::int as n from publishing.publication where id = any($1)
     and (state in ('NEEDS_DECISION', 'HELD') or (state = 'PUBLISHED' and coalesce(remote_id, remote_url) is not null))`,
    [ids],
  );
  return rows[0]!.n;
}

const requestsOf = (networks: TruthNetwork[]): number => networks.reduce((sum, network) => sum + network.requests.length, 0);

const effectsOf = (networks: TruthNetwork[]): Set<string> =>
  new Set(networks.flatMap((network) => network.effects.map((effect) => `${network.name} ${effect.text}`)));

/** Everything a reader sees twice; what was online before the restore counts above all. */
function countTwice(networks: TruthNetwork[], live: Set<string>): number {
  const seen = new Map<string, number>([...live].map((post) => [post, 0]));
  for (const network of networks)
    for (const { text } of network.effects) seen.set(`${network.name} ${text}`, (seen.get(`${network.name} ${text}`) ?? 0) + 1);
  return [...seen.values()].filter((times) => times > 1).length;
}
