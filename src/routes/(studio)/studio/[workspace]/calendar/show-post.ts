import { canPlan, canWrite, type Crowded, type PostLine } from '#modules/calendar/shapes';
import type { Label, Standing } from '#modules/publishing/shapes';
import type { Dye } from '#modules/strategy/shapes';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { clockAt, dayAt, sameClock } from '#words/spoken.ts';

/** What is on its way or over moves no more; what was handed over moves by those who plan. */
export const isMovable = (actor: Actor, clientId: Id, planned: boolean, label: Label): boolean =>
  planned
    ? canPlan(actor, clientId) && ['draft', 'awaiting', 'approved', 'scheduled', 'waiting'].includes(label)
    : canWrite(actor, clientId) && label === 'draft';

/** What a post is shown with. */
export interface Context {
  actor: Actor;
  /** The clock of who reads. */
  zone: string;
  channels: ReadonlyMap<Id, { network: string; name: string }>;
  /** The clocks of the clients. */
  zones: ReadonlyMap<Id, string>;
  pillars: ReadonlyMap<Id, { name: string; dye: Dye }>;
  crowded: ReadonlyMap<Id, Crowded>;
}

/** A post as a cell of the calendar shows it (parts/calendar/shown-post.ts), by the clock of who reads and the client's where they differ. */
export function showPost(line: PostLine & { plannedAt: Date }, context: Context, standing: Standing) {
  const { zone, channels, zones, pillars, crowded } = context;
  const networks = line.channelIds.flatMap((id) => channels.get(id)?.network ?? []);
  const theirs = zones.get(line.clientId) ?? zone;
  const pillar = line.pillarId === null ? undefined : pillars.get(line.pillarId);
  const close = crowded.get(line.id);
  const account = close && channels.get(close.channelId)?.name;
  return {
    id: line.id,
    name: line.name,
    clientId: line.clientId,
    day: dayAt(line.plannedAt, zone),
    clock: clockAt(line.plannedAt, zone),
    theirs: sameClock(zone, theirs, line.plannedAt) ? null : { clock: clockAt(line.plannedAt, theirs), zone: theirs },
    networks: [...new Set(networks)],
    repeats: line.repeats,
    pillar: pillar ? { name: pillar.name, dye: pillar.dye } : null,
    movable: isMovable(context.actor, line.clientId, line.plannedVersion !== null, standing.label),
    close: close && account ? { account, minutes: close.minutes } : null,
    ...standing,
  };
}
