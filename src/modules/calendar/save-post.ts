import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { Refusal, invalid, notFound, stale } from '#words/refusal.ts';
import { isWallTime, isZone, resolveWallTime, tzdataVersion } from '#words/zone.ts';
import { checkParts } from './check-parts.ts';
import { mayWrite } from './policy.ts';
import {
  authorOf,
  changePost,
  insertPost,
  lockPost,
  replaceMedia,
  replaceVariants,
  type NewPostRow,
  type PostColumns,
} from './posts.sql.ts';
import type { Content, LatePolicy, Ratios, Wish } from './shapes.ts';
import { keepVersion } from './versions/keep-version.ts';

export interface PostToSave extends Partial<Content> {
  /** Without an id, or with an id that does not exist yet, the post is created. */
  id?: Id;
  /** The version this save started from; left out by those who mean to overwrite (API without a version). */
  version?: number;
  /** Needed to create; a post never changes client. */
  clientId?: Id;
  /** One of the client's pillars; null takes it away. */
  pillarId?: Id | null;
  /** Replaced whole. */
  ratios?: Ratios;
  /** The day and hour wished for; null takes it away. It schedules nothing. */
  wish?: Wish | null;
  late?: LatePolicy;
  lateMinutes?: number;
}

export interface SavedPost {
  id: Id;
  version: number;
}

/** Writes what is given and leaves the rest: the composer sends only what was touched. @throws Refusal `stale` with another version. */
export async function savePost(ctx: Ctx, input: PostToSave): Promise<SavedPost> {
  const found = input.id === undefined ? undefined : await lockPost(ctx, input.id);
  const clientId = found?.client_id ?? input.clientId;
  if (clientId === undefined) throw input.id === undefined ? invalid('clientId') : notFound();
  mayWrite(ctx, clientId);
  if (found?.deleted_at) throw new Refusal('post_deleted', { status: 409 });
  if (found && input.version !== undefined && input.version !== found.version) throw stale();
  await checkParts(ctx, clientId, input);

  if (!found) {
    const row = newRow(ctx, clientId, input);
    await insertNew(ctx, row, input);
    return { id: row.id, version: row.version };
  }
  await keepVersion(ctx, found.id);
  const version = found.version + 1;
  await changePost(ctx, found.id, { ...written(input), version, changed_by: authorOf(ctx), changed_at: ctx.now() });
  if (input.mediaIds) await replaceMedia(ctx, found.id, input.mediaIds);
  if (input.variants) await replaceVariants(ctx, found.id, input.variants, () => newId(ctx.now().getTime()));
  return { id: found.id, version };
}

/** The row of a post that does not exist yet, with what was written for it. */
export function newRow(ctx: Ctx, clientId: Id, input: PostToSave): NewPostRow {
  const now = ctx.now();
  const who = authorOf(ctx);
  const columns = { ...EMPTY, ...written(input), version: 1, changed_by: who, changed_at: now };
  return { ...columns, id: input.id ?? newId(now.getTime()), client_id: clientId, created_by: who, created_at: now };
}

export async function insertNew(ctx: Ctx, row: NewPostRow, content: Partial<Content>): Promise<void> {
  const { mediaIds = [], variants = [] } = content;
  await insertPost(ctx, row, { mediaIds, variants }, () => newId(ctx.now().getTime()));
  await ctx.tell({ name: 'calendar.post_created', about: { postId: row.id, clientId: row.client_id } });
}

const EMPTY = {
  pillar_id: null,
  ratios: {},
  title: '',
  text: '',
  wall_time: null,
  zone: null,
  planned_at: null,
  tz_version: null,
  late_policy: 'hold' as const,
  late_minutes: 30,
  planned_version: null,
  repeat_agreed: null,
  deleted_at: null,
};

function written(input: PostToSave): PostColumns {
  return {
    ...(input.pillarId !== undefined && { pillar_id: input.pillarId }),
    ...(input.ratios !== undefined && { ratios: input.ratios }),
    ...(input.title !== undefined && { title: input.title }),
    ...(input.text !== undefined && { text: input.text }),
    ...(input.late !== undefined && { late_policy: input.late }),
    ...(input.lateMinutes !== undefined && { late_minutes: input.lateMinutes }),
    ...(input.wish !== undefined && wished(input.wish)),
  };
}

/** A wish for an hour that does not exist is kept as typed and has no instant; planning it will say why. */
function wished(wish: Wish | null): PostColumns {
  if (wish === null) return { wall_time: null, zone: null, planned_at: null, tz_version: null };
  if (!isWallTime(wish.wall)) throw invalid('wall');
  if (!isZone(wish.zone)) throw invalid('zone');
  const resolved = resolveWallTime(wish.wall, wish.zone);
  return {
    wall_time: wish.wall,
    zone: wish.zone,
    planned_at: resolved.kind === 'gap' ? null : resolved.instant,
    tz_version: tzdataVersion(),
  };
}
