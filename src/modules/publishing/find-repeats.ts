import { sql, type Ctx } from '#plumbing/db';
import { seesClient } from '#words/actor.ts';
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

const DAYS_30 = 30 * 86_400_000;
/** The newest that share a number with ours: what a hundred posts end with (opening hours, a slogan) must not cost a reading of them all. */
const NEWEST = 100;

/**
 * What these publications of one post repeat: at most one for each of their channels, the nearest in time. Only first texts are compared,
 * since threads may well end alike. Of clients one does not see, nothing is said.
 */
export async function findRepeats(ctx: Ctx, publications: readonly Said[]): Promise<Repeat[]> {
  const repeats: Repeat[] = [];
  const read = new Map<string, Promise<Near[]>>();
  for (const mine of publications.filter(({ position }) => position === 0)) {
    if (!read.has(mine.text)) read.set(mine.text, readNear(ctx, mine));
    const found = (await read.get(mine.text)!)
      .filter((other) => seesClient(ctx.actor, other.client_id) && kindOf(mine, other) !== null)
      .filter(({ text }) => resemblance(text, mine.text) >= NEARLY_THE_SAME)
      .sort((a, b) => distance(mine, a) - distance(mine, b))[0];
    if (!found) continue;
    const other = { postId: found.post_id, clientId: found.client_id, at: found.at };
    repeats.push({ channelId: mine.channelId, kind: kindOf(mine, found)!, other });
  }
  return repeats;
}

const distance = (mine: Said, { at }: Near): number => Math.abs(at.getTime() - mine.notBefore.getTime());

function kindOf(mine: Said, other: Near): Repeat['kind'] | null {
  if (other.client_id !== mine.clientId) return 'client';
  return other.channel_id === mine.channelId && distance(mine, other) <= DAYS_30 ? 'channel' : null;
}

async function readNear(ctx: Ctx, { text, postId }: Said): Promise<Near[]> {
  const { rows } = await sql<Near>`
    select p.post_id, p.client_id, p.channel_id, p.payload ->> 'text' as text, coalesce(p.published_at, p.not_before) as at
    from (select distinct near.publication_id from unnest(${keysOf(text)}::int[]) as mine (key)
      cross join lateral (select s.publication_id from publishing.sketch s
        where s.workspace_id = ${ctx.workspaceId} and s.key = mine.key order by s.publication_id desc limit ${NEWEST}) near) found
    join publishing.publication p on p.workspace_id = ${ctx.workspaceId} and p.id = found.publication_id
    where p.post_id <> ${postId} and p.state not in ('FAILED', 'CANCELLED')`.execute(ctx.db);
  return rows;
}
