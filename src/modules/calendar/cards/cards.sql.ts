import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Card } from './card.ts';

type Row = { workspace_id: Id; client_id: Id; url: string; title: string; description: string; media_id: Id | null; read_at: Date };

const tables = (ctx: Ctx) => ctx.db.withTables<{ 'calendar.link_card': Row }>();

export async function selectCards(ctx: Ctx, clientId: Id, urls: readonly string[]): Promise<Card[]> {
  if (urls.length === 0) return [];
  const rows = await tables(ctx)
    .selectFrom('calendar.link_card')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('client_id', '=', clientId)
    .where('url', 'in', urls)
    .execute();
  return rows.map(({ url, title, description, media_id }) => ({ url, title, description, mediaId: media_id }));
}

export async function writeCard(ctx: Ctx, clientId: Id, { url, title, description, mediaId }: Card): Promise<void> {
  const columns = { title, description, media_id: mediaId, read_at: ctx.now() };
  await tables(ctx)
    .insertInto('calendar.link_card')
    .values({ workspace_id: ctx.workspaceId, client_id: clientId, url, ...columns })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'client_id', 'url']).doUpdateSet(columns))
    .execute();
}

export async function deleteCard(ctx: Ctx, clientId: Id, url: string): Promise<void> {
  await tables(ctx)
    .deleteFrom('calendar.link_card')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('client_id', '=', clientId)
    .where('url', '=', url)
    .execute();
}
