import { readHearers } from '#modules/calendar';
import { readRequest } from '#modules/approval';
import { readChannel } from '#modules/channels';
import { readPublicationsOf } from '#modules/publishing';
import { readSite } from '#modules/site';
import type { Ctx, Doorbell } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { note, type News } from './note.ts';

/** A fact somebody may want to be told. */
export interface ToldFact {
  id: Id;
  name: string;
  about: Record<string, string>;
}

type Read = (ctx: Ctx, about: Record<string, string>) => Promise<Omit<News, 'key'> | null>;

/** Facts that are news to people, and what they say. */
const NEWS: Record<string, Read> = {
  'publishing.asked': ofPublication,
  'publishing.held': ofPublication,
  'publishing.failed': ofPublication,
  'channels.troubled': async (ctx, { channelId }) => {
    const { clientId } = await readChannel(ctx, channelId!);
    return { subject: 'connection', clientId, path: `channels/${channelId}`, about: { channelId: channelId! } };
  },
  'approval.answered': async (_, { postId, clientId, requestId, verdict, kind }) => {
    // A colleague wrote it down: they know.
    if (kind === 'declared') return null;
    const subject = verdict === 'yes' ? 'answer' : 'change';
    return { subject, clientId: clientId!, path: `approvals/${requestId}`, about: { postId: postId! } };
  },
  'approval.review_wished': async (_, { postId, clientId, requestId, by }) => ({
    ...{ subject: 'asked', clientId: clientId!, path: `approvals/${requestId}` },
    about: { postId: postId! },
    // Whoever planned it knows.
    ...(by && { not: by }),
  }),
  'approval.silent': async (ctx, { requestId }) => {
    const { clientId } = await readRequest(ctx, requestId!);
    return { subject: 'silence', clientId, path: `approvals/${requestId}`, about: { requestId: requestId! } };
  },
  'calendar.task_given': async (_, { postId, taskId, clientId, userId, by }) => {
    if (by === userId) return null;
    const about = { postId: postId!, taskId: taskId! };
    return { subject: 'asked', clientId: clientId!, path: `posts/${postId}/team`, about, to: [userId!] };
  },
  'calendar.remark_written': async (ctx, { postId, remarkId }) => {
    const { clientId, userIds } = await readHearers(ctx, postId!, remarkId!);
    return { subject: 'remark', clientId, path: `posts/${postId}/team`, about: { postId: postId!, remarkId: remarkId! }, to: userIds };
  },
  'site.comment_received': async (ctx, { siteId, commentId }) => {
    const { clientId } = await readSite(ctx, siteId!);
    return { subject: 'comment', clientId, path: 'site', about: { commentId: commentId! } };
  },
  'notices.endpoint_stopped': async (_, { endpointId }) => ({
    ...{ subject: 'receiver', clientId: null, path: '', about: { endpointId: endpointId! } },
  }),
};

/** Those whose facts are heard (wiring/heard.ts). */
export const TOLD_FACTS = Object.keys(NEWS);

/** Listens to them: writes down who is to be told. Woken twice it says nothing twice. */
export async function noteFact(ctx: Ctx, ring: Doorbell, fact: ToldFact): Promise<void> {
  const news = await NEWS[fact.name]?.(ctx, fact.about);
  if (news) await note(ctx, ring, { ...news, key: fact.id });
}

async function ofPublication(ctx: Ctx, { postId, publicationId }: Record<string, string>): Promise<Omit<News, 'key'> | null> {
  const found = (await readPublicationsOf(ctx, [postId!])).find(({ id }) => id === publicationId);
  if (!found) return null;
  const { id, clientId, byHand, state } = found;
  const about = { publicationId: id, postId: found.postId };
  if (byHand && state === 'NEEDS_DECISION') return { subject: 'to_post', clientId, path: 'run', about };
  return { subject: 'decision', clientId, path: `publications/${id}`, about };
}
