import { sql, type Ctx } from '#plumbing/db';
import { seesClient } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import type { PublicationView } from './shapes.ts';
import { keysOf, NEARLY_THE_SAME, resemblance } from './sketch.ts';
import type { State } from './states.ts';

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
      .sort((a, b) => distance(mine, a) - distance(mine, b))
      .find(({ text }) => resemblance(text, mine.text) >= NEARLY_THE_SAME);
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

/**
 * Read one by one by their ids, and their states judged here: PostgreSQL keeps the plan it made while the table was young, which joins
 * freely or by an index of the same states (publication_once), and so reads the whole workspace for each that was found.
 */
async function readNear(ctx: Ctx, { text, postId }: Said): Promise<Near[]> {
  const { rows } = await sql<Near & { state: State }>`
    select said.* from (select distinct near.publication_id from unnest(${keysOf(text)}::int[]) as mine (key)
      cross join lateral (select s.publication_id from publishing.sketch s
        where s.workspace_id = ${ctx.workspaceId} and s.key = mine.key order by s.publication_id desc limit ${NEWEST}) near) found
    cross join lateral (select p.post_id, p.client_id, p.channel_id, p.state, p.payload ->> 'text' as text,
        coalesce(p.published_at, p.not_before) as at
      from publishing.publication p where p.workspace_id = ${ctx.workspaceId} and p.id = found.publication_id limit 1) said`.execute(
    ctx.db,
  );
  return rows.filter(({ post_id, state }) => post_id !== postId && state !== 'FAILED' && state !== 'CANCELLED');
}
