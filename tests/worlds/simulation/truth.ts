import { sql } from '../../../src/plumbing/db/index.ts';
import type { OnceClass } from '../../../src/networks/contract.ts';
import type { Id } from '../../../src/words/ids.ts';
import type { State } from '../../../src/modules/publishing/shapes.ts';
import type { Effect, TruthNetwork } from '../publishing/network.ts';
import type { Desk } from './desk.ts';
import type { Sky } from './network.ts';

/** One publication as the product holds it, beside what its network shows. */
export interface Seen {
  id: Id;
  opId: Id;
  onceClass: OnceClass;
  state: State;
  reason: string | null;
  text: string;
  remoteId: string | null;
  parentId: Id | null;
  lastIntent: Date | null;
  effects: Effect[];
}

export interface Truth {
  all(): Promise<Seen[]>;
  isOnline(id: Id): Promise<boolean>;
  /** A request of it may still arrive: the longest sleep and the latest application are not over. */
  isFlying(id: Id): Promise<boolean>;
}

const FLYING_MS = 155_000;

export function openTruth(desk: Desk, { time }: Sky, networks: ReadonlyMap<OnceClass, TruthNetwork>): Truth {
  const all = async (): Promise<Seen[]> => {
    const rows = await desk.act(
      async (ctx) =>
        (
          await sql<Omit<Seen, 'effects'> & { channelId: Id }>`
      select id, op_id as "opId", state, reason, payload ->> 'text' as text, remote_id as "remoteId", parent_id as "parentId",
        last_intent_at as "lastIntent", channel_id as "channelId" from publishing.publication order by id`.execute(ctx.db)
        ).rows,
    );
    return rows.map(({ channelId, ...row }) => {
      const { onceClass } = desk.channels.find((channel) => channel.id === channelId)!;
      const network = networks.get(onceClass)!;
      network.effectsOf('');
      return { ...row, onceClass, effects: network.effects.filter((effect) => effect.opId === row.opId) };
    });
  };
  const find = async (id: Id): Promise<Seen> => (await all()).find((seen) => seen.id === id)!;
  return {
    all,
    isOnline: async (id) => (await find(id)).effects.length > 0,
    isFlying: async (id) => {
      const { lastIntent } = await find(id);
      return lastIntent !== null && time.clock.now().getTime() - lastIntent.getTime() < FLYING_MS;
    },
  };
}
