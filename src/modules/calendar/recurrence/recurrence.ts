import { readClient } from '#modules/clients';
import { listChannels } from '#modules/channels';
import { findMedia } from '#modules/library';
import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { notFound, Refusal } from '#words/refusal.ts';
import { dayAt } from '#words/spoken.ts';
import { resolveWallTime } from '#words/zone.ts';
import { addDays, type Day } from '../month.ts';
import { mayPlan, mayRead, mayWrite } from '../policy.ts';
import { readPost } from '../read-post.ts';
import type { Post, Wish } from '../shapes.ts';
import { daysOf, type Rule } from './rule.ts';
import {
  changeRecurrence,
  insertRecurrence,
  lockRecurrence,
  noteOccurrence,
  selectGoing,
  selectOccurrences,
  type Occurrence,
  type Recurrence,
  type Said,
} from './recurrences.sql.ts';

export { noteOccurrence } from './recurrences.sql.ts';

/** Days ahead that are filled: two months can be seen, and no more than that is to be undone. */
export const AHEAD_DAYS = 60;

/**
 * From this post on, the same on the days of a rule. The post is its first one; the others are made by `comingDays` and the door.
 * @throws Refusal `repeat_needs_time` without a day and hour, `repeats_already`, `repeat_never` when the rule has no other day
 */
export async function makeRecurrence(ctx: Ctx, postId: Id, rule: Rule): Promise<Id> {
  const post = await readPost(ctx, postId, { lock: true });
  mayWrite(ctx, post.clientId);
  if (post.deletedAt) throw notFound();
  if (!post.wish || !post.plannedAt) throw new Refusal('repeat_needs_time');
  // What leaves by itself later is for those who may let it leave.
  const planned = post.plannedVersion !== null;
  if (planned) mayPlan(ctx, post.clientId);
  if ((await selectOccurrences(ctx, { postId })).length > 0) throw new Refusal('repeats_already', { status: 409 });
  const [firstDay, at] = partsOf(post.wish);
  if (daysOf(rule, firstDay, addDays(firstDay, 400)).every((day) => day === firstDay))
    throw new Refusal('repeat_never', { field: 'every' });
  const id = newId(ctx.now().getTime());
  const by = ctx.actor.kind === 'person' ? ctx.actor.userId : null;
  const { clientId, wish } = post;
  await insertRecurrence(ctx, { id, clientId, rule, firstDay, at, zone: wish.zone, planned, said: saidOf(post) }, by);
  await noteOccurrence(ctx, id, firstDay, postId);
  await ctx.tell({ name: 'calendar.repeated', about: { recurrenceId: id, postId } });
  return id;
}

/** A minute is what a rule keeps. */
const partsOf = (wish: Wish): [Day, string] => [wish.wall.slice(0, 10), wish.wall.slice(11, 16)];

const saidOf = ({ title, text, mediaIds, variants, pillarId, ratios, late, lateMinutes }: Post): Said => ({
  ...{ title, text, mediaIds, variants, pillarId, ratios, late, lateMinutes },
});

export interface Coming extends Wish {
  day: Day;
}

/**
 * The rule, locked, with the days up to the horizon that are no posts yet. An hour that does not exist on a day leaves that day out; one
 * that happens twice is the first, as in `planPost`. Accounts and pictures that are gone are left out of what it says.
 * @returns null when the rule was stopped
 */
export async function comingDays(ctx: Ctx, id: Id): Promise<{ recurrence: Recurrence; days: Coming[] } | null> {
  const found = await lockRecurrence(ctx, id);
  if (!found || found.stoppedAt || (await readClient(ctx, found.clientId)).archivedAt) return null;
  const there = new Set((await selectOccurrences(ctx, { recurrenceId: id })).map(({ day }) => day));
  const days = daysOf(found.rule, found.firstDay, addDays(dayAt(ctx.now(), found.zone), AHEAD_DAYS))
    .filter((day) => !there.has(day))
    .map((day) => ({ day, wall: `${day}T${found.at}`, zone: found.zone }))
    .filter(({ wall, zone }) => {
      const read = resolveWallTime(wall, zone);
      return read.kind !== 'gap' && read.instant > ctx.now();
    });
  return { recurrence: { ...found, said: await stillThere(ctx, found) }, days };
}

async function stillThere(ctx: Ctx, { clientId, said }: Recurrence): Promise<Said> {
  const channels = new Set((await listChannels(ctx, { clientId })).map(({ id }) => id));
  const wanted = [...said.mediaIds, ...said.variants.flatMap(({ mediaIds }) => mediaIds ?? [])];
  const media = new Set((wanted.length > 0 ? await findMedia(ctx, [...new Set(wanted)]) : []).map(({ id }) => id));
  const kept = (ids: Id[]): Id[] => ids.filter((one) => media.has(one));
  return {
    ...said,
    mediaIds: kept(said.mediaIds),
    variants: said.variants
      .filter(({ channelId }) => channels.has(channelId))
      .map((variant) => ({ ...variant, mediaIds: variant.mediaIds && kept(variant.mediaIds) })),
  };
}

export interface Repeated {
  recurrence: Recurrence;
  /** This post among them. */
  mine: Occurrence;
  all: Occurrence[];
  /** Days up to the horizon on which the hour does not exist. */
  without: Day[];
}

/** The rule a post comes from, with what it made; null for a post that comes once. */
export async function readRepeated(ctx: Ctx, postId: Id): Promise<Repeated | null> {
  const [mine] = await selectOccurrences(ctx, { postId });
  const recurrence = mine && (await lockRecurrence(ctx, mine.recurrenceId));
  if (!mine || !recurrence) return null;
  mayRead(ctx, recurrence.clientId);
  const days = daysOf(recurrence.rule, recurrence.firstDay, addDays(dayAt(ctx.now(), recurrence.zone), AHEAD_DAYS));
  const without = days.filter((day) => resolveWallTime(`${day}T${recurrence.at}`, recurrence.zone).kind === 'gap');
  return { recurrence, mine, all: await selectOccurrences(ctx, { recurrenceId: recurrence.id }), without };
}

/** From now on the rule says what this post says, at its hour. The posts there already are the door's (wiring/repeat-post). */
export async function sayAs(ctx: Ctx, recurrence: Recurrence, post: Post): Promise<void> {
  const planned = post.plannedVersion !== null;
  if (planned || recurrence.planned) mayPlan(ctx, recurrence.clientId);
  mayWrite(ctx, recurrence.clientId);
  if (!post.wish) throw new Refusal('repeat_needs_time');
  await changeRecurrence(ctx, recurrence.id, { said: saidOf(post), at: partsOf(post.wish)[1], zone: post.wish.zone, planned });
}

/** Nothing more is made of it. */
export async function stopRecurrence(ctx: Ctx, recurrence: Recurrence): Promise<void> {
  mayWrite(ctx, recurrence.clientId);
  if (recurrence.stoppedAt) return;
  await changeRecurrence(ctx, recurrence.id, { stoppedAt: ctx.now() });
  await ctx.tell({ name: 'calendar.repeat_stopped', about: { recurrenceId: recurrence.id } });
}

/** The rules that still make posts. */
export const listGoing = (ctx: Ctx): Promise<Id[]> => selectGoing(ctx);
