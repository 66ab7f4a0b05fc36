import * as m from '#messages';
import type { Plan, PlanToMake } from '#modules/calendar';
import type { Client } from '#modules/clients/shapes';
import { findRepeats } from '#modules/publishing';
import type { PublicationView } from '#modules/publishing/shapes';
import type { Ctx } from '#plumbing/db';
import { wishAt } from '../../../../wiring/plan-post.ts';
import type { FieldError } from '../door/problem.ts';
import type { Schedule } from '../shapes/schedule.ts';

/** "now" is now: the seconds of second thoughts are for people in front of a page. */
export function whenOf(ctx: Ctx, schedule: Schedule, client: Pick<Client, 'zone'>): PlanToMake {
  if (schedule === 'now') return wishAt(ctx.now(), client.zone);
  const { at, zone, late } = schedule;
  return { wall: at, zone, ...(late && { late: late.policy, lateMinutes: late.minutes }) };
}

/** The client had said yes to what it was: they are asked again. */
export const voidedOf = ({ voided }: { voided: boolean }): FieldError[] =>
  voided ? [{ field: '', code: 'approval_voided', detail: m.api_approval_voided() }] : [];

/** An hour that happens twice that day: the first one is taken, and it is said. */
export const warningsOf = ({ second }: Pick<Plan, 'second'>): FieldError[] =>
  second ? [{ field: 'schedule.at', code: 'wall_time_twice', detail: m.api_wall_time_twice({ second: second.toISOString() }) }] : [];

/** What was said before, or nearly: advice, since nobody is there to be asked. */
export async function repeatsOf(ctx: Ctx, publications: readonly PublicationView[]): Promise<FieldError[]> {
  return (await findRepeats(ctx, publications)).map(({ channelId, kind, other }) => {
    const values = { post: other.postId, at: other.at.toISOString() };
    const detail = kind === 'channel' ? m.api_said_before(values) : m.api_said_for_another_client(values);
    return { field: 'text', code: 'said_before', detail, channel: channelId };
  });
}
