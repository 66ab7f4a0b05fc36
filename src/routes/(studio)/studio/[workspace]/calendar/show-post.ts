import type { PostLine } from '#modules/calendar/shapes';
import type { Standing } from '#modules/publishing/shapes';
import type { Id } from '#words/ids.ts';
import { clockAt, dayAt } from '#words/spoken.ts';

/** A post as a cell of the calendar shows it (parts/calendar/shown-post.ts), by the clock of who reads. */
export function showPost(line: PostLine & { plannedAt: Date }, zone: string, networkOf: ReadonlyMap<Id, string>, standing: Standing) {
  const networks = line.channelIds.flatMap((id) => networkOf.get(id) ?? []);
  return {
    id: line.id,
    name: line.name,
    clientId: line.clientId,
    day: dayAt(line.plannedAt, zone),
    clock: clockAt(line.plannedAt, zone),
    networks: [...new Set(networks)],
    ...standing,
  };
}
