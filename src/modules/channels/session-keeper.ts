import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Session, SessionKeeper } from '#networks/contract';
import { tables } from './channels.sql.ts';
import type { Switchboard } from './open-line.ts';
import { openJson, places, sealJson } from './sealed.ts';

const worker = { kind: 'system', name: 'worker' } as const;
/** Longer than any call of a renewal may take; after it the holder is taken for dead. */
const LEASE_MS = 40_000;
/** Milliseconds between two looks while another process renews. */
const LOOK_MS = 150;

type Turn = { kind: 'mine'; token: string; current: Session | null } | { kind: 'done'; session: Session } | { kind: 'wait' };

/** The session of one channel: read and renewed across all processes, one renewal at a time, sealed between two uses. */
export function keepSessionOf(house: Pick<Switchboard, 'store' | 'seal' | 'clock'>, workspaceId: Id, channelId: Id): SessionKeeper {
  const place = places.session(workspaceId, channelId);
  const inside = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => house.store.inWorkspace(workspaceId, worker, work);
  const opened = (sealed: Buffer | null): Session | null => (sealed ? openJson(house.seal, place, sealed) : null);

  const takeTurn = (seen: Session | null): Promise<Turn> =>
    inside(async (ctx) => {
      const row = await lockRow(ctx, channelId);
      const current = opened(row.sealed);
      if (current && JSON.stringify(current) !== JSON.stringify(seen)) return { kind: 'done', session: current };
      if (row.lease_until && row.lease_until > ctx.now()) return { kind: 'wait' };
      const token = randomUUID();
      await change(ctx, channelId, { lease_token: token, lease_until: new Date(ctx.now().getTime() + LEASE_MS) });
      return { kind: 'mine', token, current };
    });

  const settle = (token: string, session: Session | null): Promise<boolean> =>
    inside(async (ctx) => {
      const row = await lockRow(ctx, channelId);
      if (row.lease_token !== token) return false;
      const kept = session ? { ...sealJson(house.seal, place, session), version: row.version + 1 } : {};
      await change(ctx, channelId, { ...kept, lease_token: null, lease_until: null });
      return true;
    });

  return {
    read: () => inside(async (ctx) => opened((await findRow(ctx, channelId))?.sealed ?? null)),
    renew: async (seen, make) => {
      const patience = Date.now() + LEASE_MS;
      for (;;) {
        const turn = await takeTurn(seen);
        if (turn.kind === 'done') return turn.session;
        if (turn.kind === 'wait') {
          if (Date.now() > patience) return null;
          await wait(LOOK_MS);
          continue;
        }
        let made: Session | null = null;
        try {
          made = await make(turn.current);
        } finally {
          await settle(turn.token, made);
        }
        return made;
      }
    },
  };
}

const findRow = (ctx: Ctx, channelId: Id) =>
  tables(ctx)
    .selectFrom('channels.session')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('channel_id', '=', channelId)
    .executeTakeFirst();

async function lockRow(ctx: Ctx, channelId: Id) {
  await tables(ctx)
    .insertInto('channels.session')
    .values({
      workspace_id: ctx.workspaceId,
      channel_id: channelId,
      sealed: null,
      key_id: null,
      version: 0,
      lease_token: null,
      lease_until: null,
    })
    .onConflict((row) => row.doNothing())
    .execute();
  return tables(ctx)
    .selectFrom('channels.session')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('channel_id', '=', channelId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

const change = (
  ctx: Ctx,
  channelId: Id,
  to: { sealed?: Buffer; key_id?: number; version?: number; lease_token: string | null; lease_until: Date | null },
) =>
  tables(ctx)
    .updateTable('channels.session')
    .set(to)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('channel_id', '=', channelId)
    .execute();
