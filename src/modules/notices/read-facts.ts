import { readPublicationsOf } from '#modules/publishing';
import type { PublicationView } from '#modules/publishing/shapes';
import { sql, type Ctx, type Doorbell, type Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import { firstIdAt, newId, type Id } from '#words/ids.ts';
import { tables, type EndpointRow, type OutsideTables } from './notices.sql.ts';
import type { EventName } from './shapes.ts';

const WORKER: Actor = { kind: 'system', name: 'worker' };
/** Milliseconds a transaction may take between telling a fact and its commit: that far back facts are read again. */
const LATE_COMMIT_MS = 2 * 60_000;
/** A job that was lost is rung again after so long. In milliseconds. */
const LOST_MS = 10 * 60_000;

const EVENT_OF: Record<string, EventName> = {
  'calendar.post_planned': 'publication.scheduled',
  'calendar.post_moved': 'publication.scheduled',
  'publishing.scheduled': 'publication.scheduled',
  'publishing.published': 'publication.published',
  'publishing.failed': 'publication.failed',
  'publishing.held': 'publication.held',
  'publishing.uncertain': 'publication.uncertain',
  'publishing.asked': 'publication.decision_needed',
  'publishing.cancelled': 'publication.cancelled',
  'publishing.removed': 'publication.removed',
  'approval.requested': 'approval.requested',
  'approval.answered': 'approval.answered',
  'approval.voided': 'approval.voided',
};

interface FactRow {
  id: Id;
  name: string;
  about: { publicationId?: Id; postId: Id } & Record<string, string>;
  told_at: Date;
}

/** Turns new facts into deliveries, in the workspaces that have a receiver. Safe to run twice, and by several workers. */
export async function readFacts(store: Store, ring: Doorbell): Promise<void> {
  const listeners = await store.outside.withTables<OutsideTables>().selectFrom('notices.listener').select('workspace_id').execute();
  for (const { workspace_id } of listeners) await store.inWorkspace(workspace_id, WORKER, (ctx) => readWorkspace(ctx, ring));
}

async function readWorkspace(ctx: Ctx, ring: Doorbell): Promise<void> {
  const now = ctx.now();
  const mine = await tables(ctx)
    .selectFrom('notices.listener')
    .select('read_until')
    .where('workspace_id', '=', ctx.workspaceId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!mine) return;
  const endpoints = await tables(ctx).selectFrom('notices.endpoint').selectAll().execute();
  for (const fact of await newFacts(ctx, new Date(mine.read_until.getTime() - LATE_COMMIT_MS))) await note(ctx, ring, fact, endpoints);
  await tables(ctx).updateTable('notices.listener').set({ read_until: now }).where('workspace_id', '=', ctx.workspaceId).execute();
  const lost = await tables(ctx)
    .selectFrom('notices.delivery as d')
    .innerJoin('notices.endpoint as e', 'e.id', 'd.endpoint_id')
    .select('d.id')
    .where('e.state', '=', 'on')
    .where('d.state', '=', 'waiting')
    .where('d.next_at', '<', new Date(now.getTime() - LOST_MS))
    .limit(50)
    .execute();
  for (const { id } of lost) {
    await tables(ctx).updateTable('notices.delivery').set({ next_at: now }).where('id', '=', id).execute();
    await ring(ctx.db, 'webhooks', { workspaceId: ctx.workspaceId, deliveryId: id });
  }
}

/** The primary key finds them. */
async function newFacts(ctx: Ctx, since: Date): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`select id, name, about, told_at from facts.fact
    where workspace_id = ${ctx.workspaceId} and id >= ${firstIdAt(since.getTime())} and name = any(${Object.keys(EVENT_OF)}) order by id`.execute(
    ctx.db,
  );
  return rows;
}

async function note(ctx: Ctx, ring: Doorbell, fact: FactRow, endpoints: EndpointRow[]): Promise<void> {
  const event = EVENT_OF[fact.name]!;
  const wanting = endpoints.filter((one) => one.events.includes(event) && one.created_at <= fact.told_at);
  if (wanting.length === 0 || (await isNoted(ctx, fact.id))) return;
  const { publicationId, postId } = fact.about;
  const all = await readPublicationsOf(ctx, [postId]);
  // What waits for the client is not planned yet: it will be told when it is.
  const publications = all.filter((one) => (publicationId ? one.id === publicationId : one.state !== 'DRAFT' && !wasLostBefore(one, fact)));
  const told = event.startsWith('approval.') ? [aboutPost(fact)] : publications.map(aboutPublication);
  for (const { data, ...subject } of told)
    for (const endpoint of wanting) {
      const id = newId(ctx.now().getTime());
      const body = JSON.stringify({ type: event, timestamp: fact.told_at.toISOString(), data });
      await tables(ctx)
        .insertInto('notices.delivery')
        .values({
          ...{ workspace_id: ctx.workspaceId, id, endpoint_id: endpoint.id, fact_id: fact.id, ...subject },
          ...{ event, body, made_at: ctx.now(), state: 'waiting', tries: 0, next_at: ctx.now(), delivered_at: null },
        })
        .execute();
      if (endpoint.state === 'on') await ring(ctx.db, 'webhooks', { workspaceId: ctx.workspaceId, deliveryId: id });
    }
}

/** Of an earlier plan of the post: a fact about the whole post is none about it. */
const wasLostBefore = ({ id, state }: PublicationView, { told_at }: FactRow): boolean =>
  (state === 'FAILED' || state === 'CANCELLED') && id < firstIdAt(told_at.getTime());

const isNoted = async (ctx: Ctx, factId: Id): Promise<boolean> =>
  (await tables(ctx).selectFrom('notices.delivery').select('id').where('fact_id', '=', factId).limit(1).execute()).length > 0;

/** What was asked or answered about a post; never what was written. */
function aboutPost({ about: { postId, clientId, requestId, verdict, kind, fingerprint } }: FactRow) {
  const data = { post: postId, client: clientId, request: requestId, ...(verdict && { verdict, kind, fingerprint }) };
  return { publication_id: null, post_id: postId, data };
}

const aboutPublication = (one: PublicationView) => ({ publication_id: one.id, post_id: null, data: shown(one) });

/** A publication as the REST API shows it. */
const shown = (one: PublicationView) => ({
  ...{ id: one.id, post: one.postId, channel: one.channelId, network: one.network, state: one.state, flag: one.flag, text: one.text },
  ...{ position: one.position, not_before: one.notBefore.toISOString(), remote_id: one.remoteId, remote_url: one.remoteUrl },
});
