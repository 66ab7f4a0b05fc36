import { listWorkspaceIds } from '#modules/team';
import { sql, type Ctx, type Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { listBusyWorkspaces } from './busy-workspaces.ts';
import { SENDER, type World } from './world.ts';

export interface Violation {
  /** I1 to I10, docs/publishing.md. */
  invariant: string;
  publication_id: Id;
}

/** A request that began before it is answered within it; what is older was read by an earlier round. */
const LOOK_BACK_MS = 10 * 60_000;

/**
 * The watchdog: reads the invariants in every workspace and says what is broken. What merely has nobody looking after it (I9) is given a time
 * again; the rest is for the operator's log, since no machine may guess there.
 * @param reads `new` (timetable: every minute): what was written in the last ten minutes and what waits now; `all` (every hour): the whole past
 */
export async function watch(store: Store, log: World['log'], reads: 'new' | 'all'): Promise<Violation[]> {
  const among = reads === 'new' ? await listBusyWorkspaces(store) : await listWorkspaceIds({ store });
  const found = await inEach(store, among, async (ctx) => {
    const broken = await violationsOf(ctx, reads === 'new' ? new Date(ctx.now().getTime() - LOOK_BACK_MS) : null);
    for (const { invariant, publication_id } of broken) if (invariant === 'I9') await giveTime(ctx, publication_id);
    return broken;
  });
  for (const violation of found) log.error({ ...violation }, 'invariant broken');
  return found;
}

/** Reads the invariants and changes nothing: for `palabre doctor`. */
export const readViolations = async (store: Store): Promise<Violation[]> =>
  inEach(store, await listWorkspaceIds({ store }), (ctx) => violationsOf(ctx, null));

async function violationsOf(ctx: Ctx, since: Date | null): Promise<Violation[]> {
  const recent = since ? sql`where since >= ${since}` : sql``;
  return (await sql<Violation>`select distinct invariant, publication_id from publishing.violations ${recent}`.execute(ctx.db)).rows;
}

async function inEach<T>(store: Store, workspaceIds: readonly Id[], read: (ctx: Ctx) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (const workspaceId of workspaceIds) found.push(...(await store.inWorkspace(workspaceId, SENDER, read)));
  return found;
}

const giveTime = (ctx: Ctx, id: Id) =>
  sql`update publishing.due set next_at = ${ctx.now()} where publication_id = ${id} and next_at is null and lease_until is null`.execute(
    ctx.db,
  );
