import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Content, LatePolicy, Post, Ratios, Variant } from './shapes.ts';

interface PostRow {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  pillar_id: Id | null;
  ratios: Ratios;
  title: string;
  text: string;
  version: number;
  wall_time: string | null;
  zone: string | null;
  planned_at: Date | null;
  tz_version: string | null;
  late_policy: LatePolicy;
  late_minutes: number;
  planned_version: number | null;
  repeat_agreed: string | null;
  created_by: Id | null;
  created_at: Date;
  changed_by: Id | null;
  changed_at: Date;
  deleted_at: Date | null;
}

interface VariantRow {
  workspace_id: Id;
  id: Id;
  post_id: Id;
  channel_id: Id;
  place: number;
  text: string | null;
  title: string | null;
  thread: string[];
  media_ids: Id[] | null;
}

interface MediaRow {
  workspace_id: Id;
  post_id: Id;
  place: number;
  media_id: Id;
}

export type Tables = {
  'calendar.post': PostRow;
  'calendar.variant': VariantRow;
  'calendar.post_media': MediaRow;
};

export const tables = (ctx: Ctx) => ctx.db.withTables<Tables>();
/** Who wrote, for the rows; a program has no name there. */
export const authorOf = (ctx: Ctx): Id | null => (ctx.actor.kind === 'person' ? ctx.actor.userId : null);

export type PostColumns = Partial<Omit<PostRow, 'workspace_id' | 'id'>>;

/** The post's row, locked until the transaction ends so that two saves follow each other. */
export const lockPost = (ctx: Ctx, id: Id): Promise<PostRow | undefined> =>
  tables(ctx)
    .selectFrom('calendar.post')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export type NewPostRow = Omit<PostRow, 'workspace_id'>;

/** A new post with its pictures and variants, in one statement. */
export async function insertPost(
  ctx: Ctx,
  row: NewPostRow,
  content: Pick<Content, 'mediaIds' | 'variants'>,
  makeId: () => Id,
): Promise<void> {
  const own = { workspace_id: ctx.workspaceId, post_id: row.id };
  const variants = content.variants.map((variant, place) => ({
    ...own,
    id: makeId(),
    channel_id: variant.channelId,
    ...variantColumns(variant, place),
  }));
  const media = content.mediaIds.map((media_id, place) => ({ ...own, place, media_id }));
  let db: Pick<ReturnType<typeof tables>, 'insertInto'> = tables(ctx);
  if (variants.length > 0) db = tables(ctx).with('variants', (query) => query.insertInto('calendar.variant').values(variants)) as never;
  if (media.length > 0)
    db = (db as ReturnType<typeof tables>).with('media', (query) => query.insertInto('calendar.post_media').values(media)) as never;
  await db
    .insertInto('calendar.post')
    .values({ workspace_id: ctx.workspaceId, ...row })
    .execute();
}

const variantColumns = (variant: Variant, place: number) => ({
  ...{ place, text: variant.text, title: variant.title },
  thread: json(variant.thread),
  media_ids: variant.mediaIds,
});

export const changePost = (ctx: Ctx, id: Id, columns: PostColumns) =>
  tables(ctx).updateTable('calendar.post').set(columns).where('workspace_id', '=', ctx.workspaceId).where('id', '=', id).execute();

export async function findPost(ctx: Ctx, id: Id): Promise<Post | undefined> {
  const [post] = await selectPosts(ctx, (query) => query.where('id', '=', id));
  return post;
}

type PostQuery = ReturnType<typeof allPosts>;
const allPosts = (ctx: Ctx) => tables(ctx).selectFrom('calendar.post').selectAll().where('workspace_id', '=', ctx.workspaceId);

/** Whole posts, three statements however many they are. */
export async function selectPosts(ctx: Ctx, narrow: (query: PostQuery) => PostQuery): Promise<Post[]> {
  const rows = await narrow(allPosts(ctx)).execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const of = <T extends 'calendar.variant' | 'calendar.post_media'>(table: T) => tables(ctx).selectFrom(table);
  const own = ctx.workspaceId;
  const variants = await of('calendar.variant')
    .selectAll()
    .where('workspace_id', '=', own)
    .where('post_id', 'in', ids)
    .orderBy('place')
    .execute();
  const media = await of('calendar.post_media')
    .selectAll()
    .where('workspace_id', '=', own)
    .where('post_id', 'in', ids)
    .orderBy('place')
    .execute();
  return rows.map((row) =>
    toPost(row, {
      variants: variants.filter((line) => line.post_id === row.id).map(toVariant),
      mediaIds: media.filter((line) => line.post_id === row.id).map((line) => line.media_id),
    }),
  );
}

const toVariant = (line: VariantRow): Variant => ({
  channelId: line.channel_id,
  text: line.text,
  title: line.title,
  thread: line.thread,
  mediaIds: line.media_ids,
});

export function toPost(row: NewPostRow, content: Pick<Content, 'mediaIds' | 'variants'>): Post {
  return {
    id: row.id,
    clientId: row.client_id,
    pillarId: row.pillar_id,
    ratios: row.ratios,
    version: row.version,
    title: row.title,
    text: row.text,
    mediaIds: content.mediaIds,
    variants: content.variants,
    wish: row.wall_time !== null && row.zone !== null ? { wall: row.wall_time, zone: row.zone } : null,
    plannedAt: row.planned_at,
    late: row.late_policy,
    lateMinutes: row.late_minutes,
    plannedVersion: row.planned_version,
    changedBy: row.changed_by,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    deletedAt: row.deleted_at,
  };
}

/** The variants become exactly these; one that stays keeps its id. */
export async function replaceVariants(ctx: Ctx, postId: Id, variants: Variant[], makeId: () => Id): Promise<void> {
  const db = tables(ctx);
  const kept = variants.map((variant) => variant.channelId);
  await db
    .deleteFrom('calendar.variant')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('post_id', '=', postId)
    .$if(kept.length > 0, (query) => query.where('channel_id', 'not in', kept))
    .execute();
  for (const [place, variant] of variants.entries()) {
    const columns = variantColumns(variant, place);
    await db
      .insertInto('calendar.variant')
      .values({ workspace_id: ctx.workspaceId, id: makeId(), post_id: postId, channel_id: variant.channelId, ...columns })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'post_id', 'channel_id']).doUpdateSet(columns))
      .execute();
  }
}

export async function replaceMedia(ctx: Ctx, postId: Id, mediaIds: Id[]): Promise<void> {
  const db = tables(ctx);
  await db.deleteFrom('calendar.post_media').where('workspace_id', '=', ctx.workspaceId).where('post_id', '=', postId).execute();
  if (mediaIds.length === 0) return;
  const rows = mediaIds.map((media_id, place) => ({ workspace_id: ctx.workspaceId, post_id: postId, place, media_id }));
  await db.insertInto('calendar.post_media').values(rows).execute();
}

const json = (value: unknown) => sql<string[]>`${JSON.stringify(value)}::jsonb`;
