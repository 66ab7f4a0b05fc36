import { sql, type Kysely, type Selectable } from 'kysely';
import type { Ctx } from '#plumbing/db';
import { CENTRE } from '#words/crop.ts';
import type { Id } from '#words/ids.ts';
import type { Day, EndedRight, EndingRight, MediaCounts, MediaKind, MediaView, Variant, VariantName } from './shapes.ts';

export interface MediaTable {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  kind: MediaKind;
  original_name: string;
  original_bytes: number;
  tint: string | null;
  duration_ms: number | null;
  alt: string;
  credit: string;
  licence: string;
  rights_until: Day | null;
  tags: string[];
  handed_sha256: string | null;
  look: string | null;
  created_at: Date;
  created_by: Id | null;
  public_since: Date | null;
  archived_at: Date | null;
  folder_id: Id | null;
  focus_x: number | null;
  focus_y: number | null;
  /** The media this one is a cut of, and which part of it. */
  cut_of: Id | null;
  cut_x: number | null;
  cut_y: number | null;
  cut_width: number | null;
  cut_height: number | null;
}

/** Columns a media handed in begins without. */
type Later =
  'workspace_id' | 'public_since' | 'archived_at' | 'folder_id' | 'focus_x' | 'focus_y' | `cut_${'of' | 'x' | 'y' | 'width' | 'height'}`;

export interface VariantTable {
  workspace_id: Id;
  media_id: Id;
  name: VariantName;
  mime: string;
  bytes: number;
  width: number;
  height: number;
  sha256: string;
}

interface FolderTable {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  name: string;
  created_at: Date;
}

interface PlaceTable {
  media_id: Id;
  workspace_id: Id;
}

/** A type, not an interface: Kysely wants an open record. */
type Tables = {
  'library.media': MediaTable;
  'library.variant': VariantTable;
  'library.folder': FolderTable;
  'library.place': PlaceTable;
};

export const db = (ctx: Ctx) => ctx.db.withTables<Tables>();
export const media = (ctx: Ctx) => db(ctx).selectFrom('library.media');

export interface MediaFilter {
  clientIds: 'all' | readonly Id[];
  ids?: readonly Id[];
  before?: Id | null;
  archived?: boolean;
  unsaid?: boolean;
  /** Found in its name, its description, its credit or its tags, whatever the capitals. */
  words?: string;
  tag?: string;
  /** In this folder, or in none. */
  folder?: Id | 'none';
  /** Those added more than once for their client: the same file, or a picture that looks the same to the bit. */
  doubles?: boolean;
  limit?: number;
}

/** Newest first; ids are made in order of time. */
export async function selectMedia(ctx: Ctx, filter: MediaFilter): Promise<MediaView[]> {
  let query = db(ctx).selectFrom('library.media').selectAll().orderBy('id', 'desc');
  if (filter.clientIds !== 'all') query = query.where('client_id', 'in', [...filter.clientIds, NOBODY]);
  // A cut is asked for by its id; lists show what people handed in.
  if (filter.ids) query = query.where('id', 'in', [...filter.ids, NOBODY]);
  else query = query.where('cut_of', 'is', null);
  if (filter.before) query = query.where('id', '<', filter.before);
  if (!filter.archived) query = query.where('archived_at', 'is', null);
  if (filter.unsaid) query = query.where('alt', '=', '');
  if (filter.tag) query = query.where(sql<boolean>`${filter.tag} = any(tags)`);
  if (filter.folder === 'none') query = query.where('folder_id', 'is', null);
  else if (filter.folder) query = query.where('folder_id', '=', filter.folder);
  if (filter.doubles) query = query.where(IS_DOUBLE);
  if (filter.words) {
    const like = `%${filter.words.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`concat_ws(' ', original_name, alt, credit, array_to_string(tags, ' ')) ilike ${like}`);
  }
  if (filter.limit) query = query.limit(filter.limit);
  const rows = await query.execute();
  const variants = await selectVariants(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) =>
    viewOf(
      row,
      variants.filter((variant) => variant.media_id === row.id),
    ),
  );
}

export async function selectCounts(ctx: Ctx, clientIds: 'all' | readonly Id[]): Promise<MediaCounts> {
  let query = db(ctx)
    .selectFrom('library.media')
    .where('archived_at', 'is', null)
    .where('cut_of', 'is', null)
    .select((e) => [
      e.fn.countAll<number>().filterWhere('kind', '=', 'image').as('images'),
      e.fn.countAll<number>().filterWhere('kind', '=', 'video').as('films'),
      e.fn.countAll<number>().filterWhere('alt', '=', '').as('unsaid'),
      e.fn.countAll<number>().filterWhere(IS_DOUBLE).as('doubles'),
    ]);
  if (clientIds !== 'all') query = query.where('client_id', 'in', [...clientIds, NOBODY]);
  return query.executeTakeFirstOrThrow();
}

/** Of a query on library.media alone. */
const IS_DOUBLE = sql<boolean>`exists (select 1 from library.media twin where twin.workspace_id = library.media.workspace_id
  and twin.client_id = library.media.client_id and twin.id <> library.media.id and twin.archived_at is null and twin.cut_of is null
  and (twin.handed_sha256 = library.media.handed_sha256 or twin.look = library.media.look))`;

/** The most used first. */
export async function selectTags(ctx: Ctx, clientIds: 'all' | readonly Id[], limit: number): Promise<string[]> {
  let query = db(ctx)
    .selectFrom('library.media')
    .where('archived_at', 'is', null)
    .where('cut_of', 'is', null)
    .select((e) => [sql<string>`unnest(tags)`.as('tag'), e.fn.countAll<number>().as('count')])
    .groupBy('tag')
    .orderBy('count', 'desc')
    .orderBy('tag')
    .limit(limit);
  if (clientIds !== 'all') query = query.where('client_id', 'in', [...clientIds, NOBODY]);
  return (await query.execute()).map((row) => row.tag);
}

/** Bits of two looks that may differ between twins. Other pictures differ by about 32 of the 64. */
const TWIN_BITS = 6;

/** Other media that were handed in as the same file, or that look the same. */
export async function selectTwins(ctx: Ctx, clientIds: 'all' | readonly Id[], mediaId: Id): Promise<Id[]> {
  const { rows } = await sql<{ id: Id; client_id: Id }>`
    select twin.id, twin.client_id from library.media one join library.media twin on twin.id <> one.id and twin.archived_at is null and twin.cut_of is null
    where one.id = ${mediaId} and (twin.handed_sha256 = one.handed_sha256
      or bit_count(('x' || twin.look)::bit(64) # ('x' || one.look)::bit(64)) <= ${TWIN_BITS})
    order by twin.id desc limit 12`.execute(ctx.db);
  return rows.filter((row) => clientIds === 'all' || clientIds.includes(row.client_id)).map((row) => row.id);
}

/** Those of these media that may no longer be shown on a day. */
export async function selectEnded(ctx: Ctx, ids: readonly Id[], day: Day): Promise<EndedRight[]> {
  const rows = await db(ctx)
    .selectFrom('library.media')
    .select(['id', 'original_name as name', 'rights_until as rightsUntil'])
    .where('id', 'in', [...ids, NOBODY])
    .where('rights_until', '<', day)
    .execute();
  return rows.map((row) => ({ ...row, rightsUntil: row.rightsUntil! }));
}

/** Media whose image right ends by a day, the last to end first. */
export async function selectEndingBy(ctx: Ctx, clientIds: 'all' | readonly Id[], day: Day, limit: number): Promise<EndingRight[]> {
  let query = db(ctx)
    .selectFrom('library.media')
    .select(['id', 'client_id as clientId', 'original_name as name', 'alt', 'rights_until as rightsUntil'])
    .where('rights_until', '<=', day)
    .where('cut_of', 'is', null)
    .orderBy('rights_until', 'desc')
    .orderBy('id')
    .limit(limit);
  if (clientIds !== 'all') query = query.where('client_id', 'in', [...clientIds, NOBODY]);
  return (await query.execute()).map((row) => ({ ...row, rightsUntil: row.rightsUntil! }));
}

/** `in ()` is not SQL: a value that no row has keeps the list from being empty. */
const NOBODY: Id = '00000000-0000-0000-0000-000000000000';

const selectVariants = (ctx: Ctx, mediaIds: Id[]) =>
  db(ctx)
    .selectFrom('library.variant')
    .selectAll()
    .where('media_id', 'in', [...mediaIds, NOBODY])
    .execute();

export async function insertMedia(
  ctx: Ctx,
  media: Omit<MediaTable, Later> & Partial<Pick<MediaTable, Later>>,
  variants: Variant[],
): Promise<void> {
  const own = { workspace_id: ctx.workspaceId };
  await db(ctx)
    .insertInto('library.media')
    .values({ ...media, ...own })
    .execute();
  await insertVariants(ctx, media.id, variants);
  await db(ctx)
    .insertInto('library.place')
    .values({ ...own, media_id: media.id })
    .execute();
}

export async function insertVariants(ctx: Ctx, mediaId: Id, variants: Variant[]): Promise<void> {
  const rows = variants.map((variant) => ({ workspace_id: ctx.workspaceId, media_id: mediaId, ...variant }));
  await db(ctx).insertInto('library.variant').values(rows).execute();
}

type Change = Partial<
  Pick<MediaTable, 'alt' | 'credit' | 'licence' | 'rights_until' | 'tags' | 'tint' | 'archived_at' | 'focus_x' | 'focus_y'>
>;
export const updateMedia = (ctx: Ctx, id: Id, change: Change) =>
  db(ctx).updateTable('library.media').set(change).where('id', '=', id).execute();

/** A media and its cuts: what is said of a picture is said of each part of it. */
export const updateWithCuts = (ctx: Ctx, id: Id, change: Change) =>
  db(ctx)
    .updateTable('library.media')
    .set(change)
    .where(({ or, eb }) => or([eb('id', '=', id), eb('cut_of', '=', id)]))
    .execute();

/** Keeps the first date: what was shown once stays readable. */
export const updatePublicSince = (ctx: Ctx, ids: readonly Id[], at: Date) =>
  db(ctx)
    .updateTable('library.media')
    .set({ public_since: at })
    .where('id', 'in', [...ids, NOBODY])
    .where('public_since', 'is', null)
    .execute();

/** Outside any workspace: the directory from an address to a workspace. */
export async function selectPlace(outside: Kysely<Record<never, never>>, mediaId: Id): Promise<Id | null> {
  const row = await outside
    .withTables<Tables>()
    .selectFrom('library.place')
    .select('workspace_id')
    .where('media_id', '=', mediaId)
    .executeTakeFirst();
  return row?.workspace_id ?? null;
}

function viewOf(row: Selectable<MediaTable>, variants: VariantTable[]): MediaView {
  const full = variants.find((variant) => variant.name === 'full');
  if (!full) throw new Error(`Media ${row.id} has no full variant.`);
  return {
    id: row.id,
    clientId: row.client_id,
    kind: row.kind,
    mime: full.mime,
    bytes: full.bytes,
    width: full.width,
    height: full.height,
    sha256: full.sha256,
    originalBytes: row.original_bytes,
    originalName: row.original_name,
    tint: row.tint,
    durationMs: row.duration_ms,
    alt: row.alt,
    credit: row.credit,
    licence: row.licence,
    rightsUntil: row.rights_until,
    tags: row.tags,
    folderId: row.folder_id,
    focus: row.focus_x !== null && row.focus_y !== null ? { x: row.focus_x, y: row.focus_y } : CENTRE,
    createdAt: row.created_at,
    publicSince: row.public_since,
    archivedAt: row.archived_at,
    variants: variants.map(({ name, mime, bytes, width, height, sha256 }) => ({ name, mime, bytes, width, height, sha256 })),
  };
}
