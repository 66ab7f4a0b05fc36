import type { DueRow, PublicationRow } from './publications.sql.ts';
import type { PublicationView } from './shapes.ts';
import { flagOf, labelOf, signOf } from './states.ts';

export type ViewRow = PublicationRow & Pick<DueRow, 'next_at'> & { replaced_by_id: string | null; aside: boolean | null };

/** A row as lists, calendar and API show it. */
export function viewOf(row: ViewRow, now: Date): PublicationView {
  return {
    id: row.id,
    postId: row.post_id,
    clientId: row.client_id,
    channelId: row.channel_id,
    network: row.network,
    state: row.state,
    version: row.version,
    label: labelOf(row.state, row.reason),
    sign: signOf(row.state, row.reason),
    flag: flagOf({ state: row.state, notAfter: row.not_after, removedAt: row.removed_at }, now),
    reason: row.reason,
    text: row.payload.text,
    position: row.position,
    notBefore: row.not_before,
    notAfter: row.not_after,
    wall: row.wall_time,
    zone: row.zone,
    late: { policy: row.late_policy, minutes: row.late_minutes },
    nextAt: row.next_at,
    remoteId: row.remote_id,
    remoteUrl: row.remote_url,
    publishedAt: row.published_at,
    seenLiveAt: row.seen_live_at,
    removedAt: row.removed_at,
    cancelWished: row.cancel_wished,
    replacesId: row.replaces_id,
    replacedById: row.replaced_by_id,
    setAside: row.aside ?? false,
  };
}
