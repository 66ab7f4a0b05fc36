import { sql, type Ctx, type Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { listBusyWorkspaces } from './busy-workspaces.ts';
import { SENDER, type World } from './world.ts';

export interface Violation {
  /** I1 to I10, docs/publishing.md. */
  invariant: string;
  publication_id: Id;
}

/**
 * The watchdog (timetable: every minute): reads the invariants in every workspace and says what is broken. What merely has nobody looking
 * after it (I9) is given a time again; the rest is for the operator's log, since no machine may guess there.
 */
export async function watch(store: Store, log: World['log']): Promise<Violation[]> {
  const found = await inEveryWorkspace(store, async (ctx) => {
    const broken = await violationsOf(ctx);
    for (const { invariant, publication_id } of broken)
      if (invariant === 'I9')
        await sql`update publishing.due set next_at = ${ctx.now()} where publication_id = ${publication_id}`.execute(ctx.db);
    return broken;
  });
  for (const violation of found) log.error({ ...violation }, 'invariant broken');
  return found;
}

/** Reads the invariants and changes nothing: for `palabre doctor`. */
export const readViolations = (store: Store): Promise<Violation[]> => inEveryWorkspace(store, violationsOf);

const violationsOf = async (ctx: Ctx): Promise<Violation[]> =>
  (await sql<Violation>`select invariant, publication_id from publishing.violations`.execute(ctx.db)).rows;

async function inEveryWorkspace<T>(store: Store, read: (ctx: Ctx) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (const workspaceId of await listBusyWorkspaces(store)) found.push(...(await store.inWorkspace(workspaceId, SENDER, read)));
  return found;
}
