import type { Shown } from '#modules/approval';
import type { Ctx } from '#plumbing/db';
import { tzdataVersion } from '#words/zone.ts';
import { TIMINGS } from './patience.ts';
import type { PublicationRow } from './publications.sql.ts';
import { DEFAULT_LATE, type When } from './shapes.ts';

export const approvedBy = (ctx: Ctx, hash: string): Pick<PublicationRow, 'approved_hash' | 'approved_by' | 'approved_at'> => ({
  approved_hash: hash,
  approved_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
  approved_at: ctx.now(),
});

export const shownColumns = (shown: Shown | undefined): Pick<PublicationRow, 'rendering' | 'promised_at'> => ({
  rendering: shown?.rendering ?? null,
  promised_at: shown?.promisedAt ?? null,
});

/** Media are prepared half an hour before, or at once when it is nearer. */
export const startAt = (ctx: Ctx, notBefore: Date): Date =>
  new Date(Math.max(ctx.now().getTime(), notBefore.getTime() - TIMINGS.prepareAheadMs));

export function timesOf(
  when: When,
): Pick<PublicationRow, 'wall_time' | 'zone' | 'tzdata' | 'not_before' | 'not_after' | 'late_policy' | 'late_minutes'> {
  const late = when.late ?? DEFAULT_LATE;
  return {
    wall_time: when.wall,
    zone: when.zone,
    tzdata: tzdataVersion(),
    not_before: when.notBefore,
    not_after: when.notAfter ?? new Date(when.notBefore.getTime() + late.minutes * 60_000),
    late_policy: late.policy,
    late_minutes: late.minutes,
  };
}
