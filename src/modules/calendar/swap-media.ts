import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { mayWrite } from './policy.ts';

/**
 * Every post of a client that shows one media shows another instead, once, in its place; each gets a new version. What was handed to
 * publishing leaves as it is until the post is handed over again. @returns how many posts
 */
export async function swapMedia(ctx: Ctx, clientId: Id, { from, to }: { from: Id; to: Id }): Promise<number> {
  mayWrite(ctx, clientId);
  const own = ctx.workspaceId;
  const who = ctx.actor.kind === 'person' ? ctx.actor.userId : null;
  const { rows } = await sql<{ id: Id }>`
    update calendar.post p set version = version + 1, changed_by = ${who}, changed_at = ${ctx.now()}
    where workspace_id = ${own} and client_id = ${clientId} and (
      exists (select 1 from calendar.post_media m where m.workspace_id = ${own} and m.post_id = p.id and m.media_id = ${from})
      or exists (select 1 from calendar.variant v where v.workspace_id = ${own} and v.post_id = p.id and v.media_ids @> array[${from}]::uuid[]))
    returning id`.execute(ctx.db);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const these = sql`workspace_id = ${own} and post_id = any(${ids}::uuid[])`;
  await sql`delete from calendar.post_media m where ${these} and media_id = ${from}
    and exists (select 1 from calendar.post_media o where o.workspace_id = ${own} and o.post_id = m.post_id and o.media_id = ${to})`.execute(
    ctx.db,
  );
  await sql`update calendar.post_media set media_id = ${to} where ${these} and media_id = ${from}`.execute(ctx.db);
  await sql`update calendar.variant set media_ids = case when media_ids @> array[${to}]::uuid[]
      then array_remove(media_ids, ${from}::uuid) else array_replace(media_ids, ${from}::uuid, ${to}::uuid) end
    where ${these} and media_ids @> array[${from}]::uuid[]`.execute(ctx.db);
  return ids.length;
}
