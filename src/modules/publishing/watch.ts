import { sql, type Store } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { OutsideTables } from './publications.sql.ts';
import { SENDER, type World } from './world.ts';

export interface Violation {
  invariant: string;
  publication_id: Id;
}

/**
 * The watchdog (timetable: every minute): reads the invariants in every workspace and says what is broken. What merely has nobody looking
 * after it (I9) is given a time again; the rest is for the operator's log, since no machine may guess there.
 */
export async function watch(store: Store, log: World['log']): Promise<Violation[]> {
  const found: Violation[] = [];
  const own = store.outside.withTables<OutsideTables>();
  for (const { workspace_id } of await own.selectFrom('publishing.due').select('workspace_id').distinct().execute()) {
    const violations = await store.inWorkspace(workspace_id, SENDER, async (ctx) => {
      const { rows } = await sql<Violation>`select invariant, publication_id from publishing.violations`.execute(ctx.db);
      for (const { invariant, publication_id } of rows)
        if (invariant === 'I9')
          await sql`update publishing.due set next_at = ${ctx.now()} where publication_id = ${publication_id}`.execute(ctx.db);
      return rows;
    });
    for (const violation of violations) log.error({ ...violation }, 'invariant broken');
    found.push(...violations);
  }
  return found;
}
