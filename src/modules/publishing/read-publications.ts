import { sql, type Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { mayPublish } from './policy.ts';
import { tables } from './publications.sql.ts';
import type { PublicationView } from './shapes.ts';
import { standingOf, type Standing } from './standing.ts';
import { labelOf, signOf, type State } from './states.ts';
import { viewOf } from './view.ts';

/** The publications of these posts, in channel and segment order; failed ones that were replaced come before their replacement. */
export async function readPublicationsOf(ctx: Ctx, postIds: readonly Id[]): Promise<PublicationView[]> {
  if (postIds.length === 0) return [];
  return read(ctx, (query) => query.where('p.post_id', 'in', [...postIds]));
}

/** How each of these posts stands; one without publications is left out. A full month asks about hundreds, and needs no more of them. */
export async function readStandings(ctx: Ctx, postIds: readonly Id[]): Promise<Map<Id, Standing>> {
  if (postIds.length === 0) return new Map();
  const rows = await selectViews(ctx)
    .clearSelect()
    .select(['p.post_id', 'p.state', 'p.once_class', 'p.reason', 'r.id as replacedById'])
    .where(sql<boolean>`p.post_id = any(${[...postIds]}::uuid[])`)
    .execute();
  const seen = rows.map((row) => {
    const byHand = row.once_class === 'H';
    return { ...row, label: labelOf(row.state, row.reason, byHand), sign: signOf(row.state, row.reason, byHand) };
  });
  return new Map([...Map.groupBy(seen, (one) => one.post_id)].map(([postId, some]) => [postId, standingOf(some)]));
}

/**
 * Which of these posts are online wherever they were to go, and since when. What was tried again, or taken back, no longer counts; what is
 * held, failed, late or in doubt does: it may still leave.
 */
export async function readOnline(ctx: Ctx, postIds: readonly Id[]): Promise<Map<Id, Date>> {
  if (postIds.length === 0) return new Map();
  const rows = await tables(ctx)
    .selectFrom('publishing.publication as p')
    .select(({ fn, ref }) => ['p.post_id', fn.max(ref('p.published_at')).as('since')])
    // One array, however many posts: a list of parameters has an end.
    .where(sql<boolean>`p.post_id = any(${[...postIds]}::uuid[])`)
    .where('p.state', '!=', 'CANCELLED')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('publishing.publication as r')
            .select('r.id')
            .whereRef('r.workspace_id', '=', 'p.workspace_id')
            .whereRef('r.post_id', '=', 'p.post_id')
            .whereRef('r.replaces_id', '=', 'p.id'),
        ),
      ),
    )
    .groupBy('p.post_id')
    .having(sql<boolean>`bool_and(p.state = 'PUBLISHED')`)
    .execute();
  return new Map(rows.map(({ post_id, since }) => [post_id, since!]));
}

/** Which of these posts have a publication in one of these states; those that were tried again no longer count. */
export async function listPostsStanding(ctx: Ctx, postIds: readonly Id[], states: readonly State[]): Promise<Id[]> {
  if (postIds.length === 0) return [];
  const rows = await selectViews(ctx)
    .clearSelect()
    .select('p.post_id')
    .distinct()
    // One array, however many posts: a list of parameters has an end.
    .where(sql<boolean>`p.post_id = any(${[...postIds]}::uuid[])`)
    .where('p.state', 'in', [...states])
    .where('r.id', 'is', null)
    .execute();
  return rows.map((row) => row.post_id);
}

/** What nobody but a person can know: the counter of Today, and its list, oldest first. */
export const listDecisions = async (ctx: Ctx): Promise<PublicationView[]> =>
  (await readStates(ctx, ['NEEDS_DECISION'])).filter((view) => !view.byHand);

/** Held ones, each with its reason; what waits for the client is not for a person here to decide. */
export const listHeld = async (ctx: Ctx): Promise<PublicationView[]> =>
  (await readStates(ctx, ['HELD'])).filter(({ label }) => label === 'held');

/** Failures nobody has tried again or set aside, newest last. */
export async function listFailed(ctx: Ctx): Promise<PublicationView[]> {
  return (await readStates(ctx, ['FAILED'])).filter((view) => view.replacedById === null && !view.setAside);
}

/** Everything due, sent or waited for in a span of time: Today and the agenda. */
export const readPublicationsBetween = (ctx: Ctx, from: Date, until: Date): Promise<PublicationView[]> =>
  read(ctx, (query) => query.where('p.not_before', '>=', from).where('p.not_before', '<', until));

export interface DecisionCount {
  decisions: number;
  held: number;
}

/** The visible counter; nothing for those who could not decide anyway. */
export async function countDecisions(ctx: Ctx): Promise<DecisionCount> {
  if (!mayPublish(ctx)) return { decisions: 0, held: 0 };
  const [decisions, held] = await Promise.all([listDecisions(ctx), listHeld(ctx)]);
  return { decisions: decisions.length, held: held.length };
}

const readStates = (ctx: Ctx, states: State[]): Promise<PublicationView[]> => read(ctx, (query) => query.where(isIn(states)));

/** Written out, not as parameters: only then does PostgreSQL see that the small indexes of open and of failed publications serve. */
export const isIn = (states: readonly State[]) => sql<boolean>`p.state in (${sql.join(states.map((state) => sql.lit(state)))})`;

type Query = ReturnType<typeof selectViews>;

async function read(ctx: Ctx, narrow: (query: Query) => Query): Promise<PublicationView[]> {
  const rows = await narrow(selectViews(ctx))
    .orderBy('p.not_before')
    .orderBy('p.channel_id')
    .orderBy('p.position')
    .orderBy('p.id')
    .execute();
  return rows.map((row) => viewOf(row, ctx.now()));
}

/** Only the clients one may see. */
export function selectViews(ctx: Ctx) {
  const query = tables(ctx)
    .selectFrom('publishing.publication as p')
    .leftJoin('publishing.due as d', 'd.publication_id', 'p.id')
    .leftJoin('publishing.publication as r', (join) =>
      join.onRef('r.replaces_id', '=', 'p.id').onRef('r.workspace_id', '=', 'p.workspace_id'),
    )
    .selectAll('p')
    .select(['d.next_at', 'r.id as replaced_by_id'])
    .select(({ selectFrom }) =>
      selectFrom('publishing.set_aside as s')
        .whereRef('s.publication_id', '=', 'p.id')
        .select('s.aside')
        .orderBy('s.n', 'desc')
        .limit(1)
        .as('aside'),
    );
  const { actor } = ctx;
  if (actor.kind === 'system' || actor.clients === 'all') return query;
  return query.where('p.client_id', 'in', actor.clients.length > 0 ? [...actor.clients] : ['00000000-0000-0000-0000-000000000000']);
}
