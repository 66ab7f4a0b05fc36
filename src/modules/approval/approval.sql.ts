import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Answer, Asked, Kind, Mode, Request, ShownChannel, Turn, Verdict } from './shapes.ts';

export interface AskedRow {
  workspace_id: Id;
  post_id: Id;
  request_id: Id;
  client_id: Id;
  name: string;
  content: ShownChannel[];
  fingerprint: string;
  rendering: string;
  planned_at: Date;
  wall: string;
  zone: string;
  minutes: number;
  round: number;
  turn: Turn;
  since: Date;
}

export interface AnswerRow {
  workspace_id: Id;
  post_id: Id;
  n: number;
  request_id: Id;
  verdict: Verdict;
  kind: Kind;
  who: string;
  declared_by: Id | null;
  declared_by_name: string | null;
  note: string;
  proposed_wall: string | null;
  fingerprint: string;
  rendering: string;
  planned_at: Date;
  zone: string;
  minutes: number;
  content: ShownChannel[];
  round: number;
  answered_at: Date;
}

export interface RequestRow {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  addressee: string;
  sealed: Buffer | null;
  key_id: number | null;
  created_at: Date;
  created_by_name: string;
  expires_at: Date;
  revoked_at: Date | null;
  sent_at: Date | null;
}

/** Not a tenant's: a hash leads to a workspace. */
export type KeyTable = { 'approval.key': { key_hash: Buffer; workspace_id: Id; request_id: Id; session_id: Id | null } };

export type Tables = KeyTable & {
  'approval.mode': { workspace_id: Id; client_id: Id; mode: Mode; minutes: number; changed_at: Date };
  'approval.request': RequestRow;
  'approval.asked': AskedRow;
  'approval.answer': AnswerRow;
  'approval.session': { workspace_id: Id; id: Id; request_id: Id; name: string; opened_at: Date };
};

export const tables = (ctx: Ctx) => ctx.db.withTables<Tables>();

/** Arrays are PostgreSQL arrays to the driver: this one is JSON. */
export const json = (content: ShownChannel[]): ShownChannel[] => JSON.stringify(content) as never;

export const askedOf = (row: AskedRow): Asked => ({
  ...{ postId: row.post_id, requestId: row.request_id, clientId: row.client_id, name: row.name, content: row.content },
  ...{ fingerprint: row.fingerprint, rendering: row.rendering, plannedAt: row.planned_at, minutes: row.minutes },
  ...{ wall: row.wall, zone: row.zone, round: row.round, turn: row.turn, since: row.since },
});

export const answerOf = (row: AnswerRow): Answer => ({
  ...{ postId: row.post_id, requestId: row.request_id, n: row.n, verdict: row.verdict, kind: row.kind, who: row.who },
  ...{ declaredBy: row.declared_by_name, note: row.note, proposedWall: row.proposed_wall, fingerprint: row.fingerprint },
  ...{ rendering: row.rendering, plannedAt: row.planned_at, zone: row.zone, minutes: row.minutes, content: row.content },
  ...{ round: row.round, answeredAt: row.answered_at },
});

export const requestOf = (row: RequestRow): Request => ({
  ...{ id: row.id, clientId: row.client_id, addressee: row.addressee, hasLink: row.sealed !== null, createdAt: row.created_at },
  ...{ createdBy: row.created_by_name, expiresAt: row.expires_at, revokedAt: row.revoked_at, sentAt: row.sent_at },
});

/** What is asked about a post, locked: two answers, or an answer and a change, follow one another. */
export const lockAsked = (ctx: Ctx, postId: Id): Promise<AskedRow | undefined> =>
  tables(ctx).selectFrom('approval.asked').selectAll().where('post_id', '=', postId).forUpdate().executeTakeFirst();

export const turnTo = (ctx: Ctx, postId: Id, turn: Turn) =>
  tables(ctx).updateTable('approval.asked').set({ turn, since: ctx.now() }).where('post_id', '=', postId).execute();
