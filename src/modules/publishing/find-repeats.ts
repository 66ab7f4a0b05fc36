import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { PublicationView } from './shapes.ts';
import { keysOf, NEARLY_THE_SAME, resemblance } from './sketch.ts';

/** A text that is about to leave, and where nearly the same was said, or is to be said. */
export interface Repeat {
  channelId: Id;
  /** `channel`: by the same channel, within thirty days; `client`: for another client, whenever. */
  kind: 'channel' | 'client';
  other: { postId: Id; clientId: Id; at: Date };
}

type Said = Pick<PublicationView, 'postId' | 'clientId' | 'channelId' | 'position' | 'text' | 'notBefore'>;
interface Near {
  post_id: Id;
  client_id: Id;
  channel_id: Id;
  text: string;
  at: Date;
}

const DAYS_30_S = 30 * 86_400;
/** The newest that share a number with ours: what many posts end with (opening hours, a slogan) must not cost a reading of them all. */
const NEWEST = 30;
/** Texts read for one of ours, those first that share the most numbers with it: near copies share most of the four, a slogan one. */
const READ = 10;

/**
 * What these publications of one post repeat: at most one for each of their channels, the nearest in time of those read. Only first texts
 * are compared, since threads may well end alike. Of clients one does not see, nothing is said.
 */
export async function findRepeats(ctx: Ctx, publications: readonly Said[]): Promise<Repeat[]> {
  const repeats: Repeat[] = [];
  for (const mine of publications.filter(({ position }) => position === 0)) {
    const found = (await readNear(ctx, mine))
      .sort((a, b) => distance(mine, a) - distance(mine, b))
      .find(({ text }) => resemblance(text, mine.text) >= NEARLY_THE_SAME);
    if (!found) continue;
    const other = { postId: found.post_id, clientId: found.client_id, at: found.at };
    repeats.push({ channelId: mine.channelId, kind: found.client_id === mine.clientId ? 'channel' : 'client', other });
  }
  return repeats;
}

const distance = (mine: Said, { at }: Near): number => Math.abs(at.getTime() - mine.notBefore.getTime());

/**
 * Said by the same channel within thirty days, or for another client whom one sees. Each is read by its id, and only until enough are found:
 * `limit 1` keeps PostgreSQL from joining freely, or by an index of the same states (publication_once), by the plan it made while the table
 * was young, and so from reading the whole workspace for each that was found.
 */
async function readNear(ctx: Ctx, mine: Said): Promise<Near[]> {
  const seen = ctx.actor.kind === 'system' || ctx.actor.clients === 'all' ? null : ctx.actor.clients;
  const { rows } = await sql<Near>`
    select said.* from (select near.publication_id from unnest(${keysOf(mine.text)}::int[]) as ours (key)
      cross join lateral (select s.publication_id from publishing.sketch s
        where s.workspace_id = ${ctx.workspaceId} and s.key = ours.key order by s.publication_id desc limit ${NEWEST}) near
      group by near.publication_id order by count(*) desc, near.publication_id desc) alike
    cross join lateral (select p.post_id, p.client_id, p.channel_id, p.state, p.payload ->> 'text' as text,
        coalesce(p.published_at, p.not_before) as at
      from publishing.publication p where p.workspace_id = ${ctx.workspaceId} and p.id = alike.publication_id limit 1) said
    where said.post_id <> ${mine.postId} and said.state not in ('FAILED', 'CANCELLED') and case
      when said.client_id = ${mine.clientId}
        then said.channel_id = ${mine.channelId} and abs(extract(epoch from said.at - ${mine.notBefore}::timestamptz)) <= ${DAYS_30_S}
      else ${seen}::uuid[] is null or said.client_id = any(${seen}::uuid[]) end
    limit ${READ}`.execute(ctx.db);
  return rows;
}
