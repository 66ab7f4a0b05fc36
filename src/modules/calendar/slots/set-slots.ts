import { readChannel } from '#modules/channels';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { mayPlan } from '../policy.ts';
import { replaceSlots, selectSlots } from './slots.sql.ts';
import { MOST_SLOTS, type Slot } from './week-of-slots.ts';

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The account speaks at exactly these hours of the week. Posts that were given one of the others keep it. */
export async function setSlots(ctx: Ctx, channelId: Id, slots: readonly Slot[]): Promise<void> {
  const channel = await readChannel(ctx, channelId);
  mayPlan(ctx, channel.clientId);
  const keys = new Set(slots.map(({ weekday, at }) => `${weekday} ${at}`));
  const unreadable = slots.some(({ weekday, at }) => !Number.isInteger(weekday) || weekday < 1 || weekday > 7 || !HOUR.test(at));
  if (unreadable || keys.size < slots.length || slots.length > MOST_SLOTS) throw invalid('slots');
  await replaceSlots(ctx, channelId, slots);
  await ctx.tell({ name: 'calendar.slots_set', about: { channelId } });
}

/** The hours of the week of one account, in order. */
export async function listSlots(ctx: Ctx, channelId: Id): Promise<Slot[]> {
  await readChannel(ctx, channelId);
  return (await selectSlots(ctx, [channelId])).map(({ weekday, at }) => ({ weekday, at }));
}
