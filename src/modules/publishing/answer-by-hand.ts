import { readChannel } from '#modules/channels';
import type { Ctx } from '#plumbing/db';
import { invalid, Refusal } from '#words/refusal.ts';
import { hasLink, isThere, placeOf } from '../../networks/places.ts';
import type { PublicationRow } from './publications.sql.ts';
import { transition } from './transition.ts';

/** What a person says of what they were given to post; `why` is kept with who and when. */
export type HandAnswer =
  | { decision: 'published'; url?: string | undefined; why?: string | undefined }
  | { decision: 'not_yet'; minutes?: number | undefined; why?: string | undefined }
  | { decision: 'drop'; why?: string | undefined }
  | { decision: 'send' };

/** Given to a person and not answered: it may be online at any moment. */
export const isInHand = (row: Pick<PublicationRow, 'once_class' | 'state'>): boolean =>
  row.once_class === 'H' && row.state === 'NEEDS_DECISION';

/** Minutes until it is asked again, when the person does not say. */
export const PUT_OFF_MINUTES = 15;

/**
 * A person answers for what they post by hand; `row` is locked and NEEDS_DECISION. Only this makes it PUBLISHED.
 * @throws Refusal `link_needed`, `link_elsewhere` (another host than the network's), `nothing_sends_it` (409)
 */
export async function answerByHand(ctx: Ctx, row: PublicationRow, answer: HandAnswer): Promise<void> {
  switch (answer.decision) {
    case 'published':
      return putOnline(ctx, row, answer.url?.trim() ?? '', answer.why);
    case 'not_yet':
      return putOff(ctx, row, answer.minutes ?? PUT_OFF_MINUTES, answer.why);
    case 'drop': {
      const decision = { decision: 'drop' as const, url: null, why: answer.why || null };
      return void (await transition(ctx, row.id, 'decide_drop', { rows: { decision } }));
    }
    case 'send':
      throw new Refusal('nothing_sends_it', { status: 409 });
  }
}

async function putOnline(ctx: Ctx, row: PublicationRow, url: string, why: string | undefined): Promise<void> {
  const channel = await readChannel(ctx, row.channel_id);
  const place = placeOf(channel);
  if (url === '' && hasLink(place)) throw new Refusal('link_needed', { field: 'url' });
  if (url !== '' && !URL.canParse(url)) throw invalid('url');
  if (url !== '' && !isThere(place, url, channel.profileUrl))
    throw new Refusal('link_elsewhere', { field: 'url', details: { host: new URL(url).host } });
  const link = url || null;
  await transition(ctx, row.id, 'decide_published', {
    set: { remote_url: link, published_at: ctx.now() },
    rows: {
      decision: { decision: 'published', url: link, why: why || null },
      evidence: { ...NOTHING_SEEN, kind: 'person', shows: 'exists', remote_url: link, remote_id: null },
    },
  });
}

/** Evidence that is nobody's answer. */
export const NOTHING_SEEN = { attempt_id: null, after_quiet: false, endpoint: null, status: null, code: null, excerpt: null };

/** The person's word says that nothing is online; it is theirs again later, with a window of its own from there. */
async function putOff(ctx: Ctx, row: PublicationRow, minutes: number, why: string | undefined): Promise<void> {
  const nextAt = new Date(ctx.now().getTime() + minutes * 60_000);
  const until = new Date(nextAt.getTime() + row.late_minutes * 60_000);
  await transition(ctx, row.id, 'put_off', {
    set: {
      not_after: until > row.not_after ? until : row.not_after,
      doubts: 0,
      look_before_send: false,
      cancel_wished: false,
      conflicting: false,
    },
    nextAt,
    rows: { decision: { decision: 'not_yet', url: null, why: why || null } },
  });
}
