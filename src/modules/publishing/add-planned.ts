import type { Shown } from '#modules/approval';
import type { Payload } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { contentHash } from './content-hash.ts';
import { tables, type ChangeRow, type DueRow, type PublicationRow } from './publications.sql.ts';
import type { Outgoing, PublicationView, When } from './shapes.ts';
import { approvedBy, shownColumns, startAt, timesOf } from './times.ts';
import { sketchOf } from './sketch-rows.ts';
import { failingGuards, transitionOf, type Facts } from './transitions.ts';
import { viewOf } from './view.ts';

/** A publication as it is born: made as a draft, approved by who plans it, planned; or waiting for the client's yes. */
export function plannedRow(
  ctx: Ctx,
  what: When & {
    postId: Id;
    clientId: Id;
    outgoing: Omit<Outgoing, 'segments'>;
    position: number;
    payload: Payload;
    parentId: Id | null;
    replacesId?: Id;
    shown?: Shown;
  },
): PublicationRow {
  const now = ctx.now();
  const content_hash = contentHash(what.outgoing.channelId, what.position, what.payload);
  return {
    ...NOTHING_YET,
    workspace_id: ctx.workspaceId,
    id: newId(now.getTime()),
    client_id: what.clientId,
    post_id: what.postId,
    channel_id: what.outgoing.channelId,
    network: what.outgoing.network,
    once_class: what.outgoing.onceClass,
    network_user_id: what.outgoing.networkUserId,
    position: what.position,
    parent_id: what.parentId,
    replaces_id: what.replacesId ?? null,
    op_id: newId(now.getTime()),
    payload: what.payload,
    content_hash,
    ...(what.shown && !what.shown.allowed ? NOT_APPROVED : approvedBy(ctx, content_hash)),
    ...shownColumns(what.shown),
    ...timesOf(what),
    state: 'DRAFT',
    version: 0,
    created_at: now,
    created_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
  };
}

/**
 * Writes publications with their first two changes and their place in `due`, in one statement however many they are.
 * @throws Refusal `already_scheduled` (409): one of them is planned or online already.
 */
export async function addPlanned(ctx: Ctx, drafts: PublicationRow[]): Promise<PublicationView[]> {
  const changes: ChangeRow[] = [];
  const rows = drafts.map((draft) =>
    draft.approved_hash === null
      ? draft
      : (['approve', 'schedule'] as const).reduce((row, event) => advance(ctx, row, event, changes), draft),
  );
  const due: DueRow[] = rows.map((row) => ({
    ...{ workspace_id: row.workspace_id, publication_id: row.id, channel_id: row.channel_id },
    ...{ next_at: row.state === 'DRAFT' ? null : startAt(ctx, row.not_before), lease_token: 2, lease_until: null, holder: null },
  }));
  await orAlready(
    withChanges(ctx, changes)
      .with('due', (db) => db.insertInto('publishing.due').values(due))
      .with('sketch', (db) => db.insertInto('publishing.sketch').values(rows.flatMap(sketchOf)))
      .insertInto('publishing.publication')
      .values(rows.map(withoutDefaults))
      .execute(),
  );
  return rows.map((row, index) => viewOf({ ...row, next_at: due[index]!.next_at, replaced_by_id: null, aside: null }, ctx.now()));
}

/** What waits for the client has not changed state yet. */
const withChanges = (ctx: Ctx, changes: ChangeRow[]): ReturnType<typeof tables> =>
  changes.length === 0 ? tables(ctx) : (tables(ctx).with('changed', (db) => db.insertInto('publishing.change').values(changes)) as never);

/** A post goes out once per channel and segment: the index publication_once says so, whoever else plans it at this moment. */
async function orAlready(writing: Promise<unknown>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'publication_once') throw error;
    throw new Refusal('already_scheduled', { status: 409, cause: error });
  }
}

/** The table of transitions rules here too; all that these two changes ask is that what is approved is what goes out. */
function advance(ctx: Ctx, row: PublicationRow, event: 'approve' | 'schedule', changes: ChangeRow[]): PublicationRow {
  const rule = transitionOf(event);
  const failing = failingGuards(event, { approved: row.approved_hash === row.content_hash } as Facts);
  if (!rule.from.includes(row.state) || rule.to === 'same' || failing.length > 0) throw new Error(`a new publication cannot ${event}`);
  const version = row.version + 1;
  changes.push({
    workspace_id: row.workspace_id,
    publication_id: row.id,
    version,
    event,
    from_state: row.state,
    to_state: rule.to,
    reason: null,
    changed_by: ctx.actor.kind === 'person' ? ctx.actor.userId : null,
    changed_by_name: ctx.actor.name,
    changed_at: ctx.now(),
  });
  return { ...row, state: rule.to, version };
}

/** What the table itself says of a new row (its defaults) is half of the statement: left out, where the row says nothing else. */
const withoutDefaults = (row: PublicationRow): PublicationRow =>
  Object.fromEntries(Object.entries(row).filter(([name, value]) => (NOTHING_YET as Record<string, unknown>)[name] !== value)) as never;

const NOT_APPROVED = { approved_hash: null, approved_by: null, approved_at: null };

const NOTHING_YET = {
  reason: null,
  prepared: {},
  prepared_until: null,
  tries: 0,
  doubts: 0,
  ground: 'first',
  first_intent_at: null,
  last_intent_at: null,
  quiet_until: null,
  absences: 0,
  absent_at: null,
  looks: 0,
  reads_failing_since: null,
  conflicting: false,
  looks_only: false,
  refused_code: null,
  unclear_attempts: 0,
  look_before_send: false,
  reconciled_for: null,
  cancel_wished: false,
  remote_id: null,
  remote_url: null,
  remote_extra: {},
  published_at: null,
  seen_live_at: null,
  removed_at: null,
} as const satisfies Partial<PublicationRow>;
