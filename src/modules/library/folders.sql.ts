import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { db } from './media.sql.ts';
import type { Folder } from './shapes.ts';

const NOBODY: Id = '00000000-0000-0000-0000-000000000000';

/** By name, with how many media lie in each. */
export async function selectFolders(ctx: Ctx, clientIds: 'all' | readonly Id[]): Promise<Folder[]> {
  let query = db(ctx)
    .selectFrom('library.folder as f')
    .select(['f.id', 'f.client_id as clientId', 'f.name'])
    .select(
      sql<number>`(select count(*) from library.media m where m.workspace_id = f.workspace_id and m.folder_id = f.id
        and m.archived_at is null and m.cut_of is null)`.as('count'),
    )
    .orderBy(sql`lower(f.name)`);
  if (clientIds !== 'all') query = query.where('f.client_id', 'in', [...clientIds, NOBODY]);
  return query.execute();
}

/** @returns false when the client has one of that name already, whatever the capitals */
export async function insertFolder(ctx: Ctx, folder: Omit<Folder, 'count'>): Promise<boolean> {
  const { id, clientId: client_id, name } = folder;
  const made = await db(ctx)
    .insertInto('library.folder')
    .values({ workspace_id: ctx.workspaceId, id, client_id, name, created_at: ctx.now() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export const updateFolderName = (ctx: Ctx, id: Id, name: string) =>
  db(ctx).updateTable('library.folder').set({ name }).where('id', '=', id).execute();

/** Its media stay, in no folder. */
export const deleteFolder = (ctx: Ctx, id: Id) => db(ctx).deleteFrom('library.folder').where('id', '=', id).execute();

/** Puts media, and their cuts with them, into a folder or into none. */
export const updateFolderOf = (ctx: Ctx, mediaIds: readonly Id[], folderId: Id | null) =>
  db(ctx)
    .updateTable('library.media')
    .set({ folder_id: folderId })
    .where('id', 'in', [...mediaIds, NOBODY])
    .execute();
