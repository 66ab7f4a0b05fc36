import { sessionInMemory, type FrozenMedia, type NetworkName, type OnceClass, type Payload } from '#networks/contract';
import { unquestioned } from '#plumbing/clock';
import { newId, type Id } from '#words/ids.ts';
import {
  buryHolder,
  claimDue,
  nextDueAt,
  readPublication,
  schedulePublications,
  step,
  TIMINGS,
  type Timings,
  type World,
} from '#modules/publishing';
import type { PublicationLedger } from '#modules/publishing/shapes';
import { as, awa, openTestDatabase, type TestDatabase } from '../database.ts';
import { truthNetwork, type TruthNetwork } from './network.ts';

/** A desk in Lomé, one network of one class, a clock moved by hand, and a sender that can be killed at any boundary. */
export interface Desk {
  database: TestDatabase;
  network: TruthNetwork;
  world: World;
  workspaceId: Id;
  channelId: Id;
  channelState: 'connected' | 'paused' | 'needs_reconnect' | 'removed';
  answersAs: string;
  /** Plans a text (or a thread) now; gives the ids. */
  plan(
    texts: string | string[],
    options?: { inMs?: number; lateMinutes?: number; policy?: 'hold' | 'publish' | 'drop'; media?: FrozenMedia[] },
  ): Promise<Id[]>;
  read(id: Id): Promise<PublicationLedger>;
  desk<T>(work: Parameters<ReturnType<typeof as>>[0] extends never ? never : (ctx: import('#plumbing/db').Ctx) => Promise<T>): Promise<T>;
  /** Lets the sender work until nothing is due within `ms` of simulated time. */
  run(ms?: number): Promise<void>;
  /** The sender dies at its n-th boundary from now on, and the supervisor starts another; n counts down. */
  dieAt(n: number): void;
  /** Boundaries passed so far. */
  readonly boundaries: number;
  violations(): Promise<unknown[]>;
  close(): Promise<void>;
}

/** A power cut: never caught by the core. */
export class PowerCut extends Error {}

export async function openDesk(
  onceClass: OnceClass,
  options: {
    name?: NetworkName;
    quietMs?: number;
    keyLifeMs?: number;
    timings?: Partial<Timings>;
    seed?: number;
    database?: TestDatabase;
    /** One with people and clients, where a test needs them. */
    workspaceId?: Id;
    /** The same desk and the same network on another database: one that was restored. */
    again?: Pick<Desk, 'network' | 'workspaceId' | 'channelId'>;
  } = {},
): Promise<Desk> {
  const database = options.database ?? (await openTestDatabase());
  const { clock } = database;
  const network = options.again?.network ?? truthNetwork(options.name ?? 'mastodon', onceClass, () => clock.now().getTime(), options);
  const workspaceId = options.again?.workspaceId ?? options.workspaceId ?? newId();
  const channelId = options.again?.channelId ?? newId();
  let holder = newId();
  let boundaries = 0;
  let dyingAt = Infinity;
  let seed = options.seed ?? 1;
  const random = (): number => ((seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648), seed / 2_147_483_648);

  const world: World = {
    store: database.store,
    clock,
    random,
    networks: new Map([[network.name, network]]),
    timings: { ...TIMINGS, ...options.timings },
    channels: {
      open: async () => ({
        state: desk.channelState,
        line: { channelId, workspaceId, address: '', networkUserId: 'me', secret: {}, facts: {}, session: sessionInMemory() },
        networkUserId: 'me',
        quietMs: 0,
      }),
      confirm: async () => (desk.answersAs === 'me' ? { kind: 'same' } : { kind: 'stop', reason: 'other_account' }),
      health: async () => undefined,
    },
    readMedia: () => async () => new Uint8Array(),
    ...unquestioned,
    log: { info: () => undefined, warn: () => undefined, error: (about: unknown) => console.error(about) },
    boundary: () => {
      boundaries += 1;
      if (boundaries === dyingAt) throw new PowerCut(`at boundary ${boundaries}`);
    },
  };

  const desk: Desk = {
    database,
    network,
    world,
    workspaceId,
    channelId,
    channelState: 'connected',
    answersAs: 'me',
    desk: (work) => as(database, awa, workspaceId)(work),
    plan: (texts, { inMs = 0, lateMinutes = 30, policy = 'hold', media = [] } = {}) => {
      const at = new Date(clock.now().getTime() + inMs);
      const segments = [texts].flat().map((text): Payload => ({ text, title: '', language: 'fr', media }));
      const outgoing = { channelId, network: network.name, onceClass, networkUserId: 'me', segments };
      const late = { policy, minutes: lateMinutes };
      return desk.desk((ctx) =>
        schedulePublications(ctx, {
          postId: newId(),
          clientId: newId(),
          wall: at.toISOString().slice(0, 16),
          zone: 'Africa/Lome',
          notBefore: at,
          late,
          publications: [outgoing],
        }),
      );
    },
    read: (id) => desk.desk((ctx) => readPublication(ctx, id)),
    run: async (ms = 3 * 3_600_000) => {
      const until = clock.now().getTime() + ms;
      for (;;) {
        try {
          const claims = await claimDue(world, holder, 10);
          for (const claim of claims) await step(world, claim);
          if (claims.length > 0) continue;
        } catch (error) {
          if (!(error instanceof PowerCut)) throw error;
          await buryHolder(database.store, holder, clock.now());
          holder = newId();
          continue;
        }
        const next = await nextDueAt(database.store);
        if (next === null || next.getTime() > until) {
          clock.set(new Date(until));
          return;
        }
        clock.set(new Date(Math.max(next.getTime(), clock.now().getTime() + 1)));
      }
    },
    dieAt: (n) => void (dyingAt = boundaries + n),
    get boundaries() {
      return boundaries;
    },
    violations: () => database.peek('select * from publishing.violations'),
    close: () => database.close(),
  };
  return desk;
}
