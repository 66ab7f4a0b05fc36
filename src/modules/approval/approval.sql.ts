import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Answer, Asked, Kind, Mode, Point, Request, Review, ShownChannel, Silence, Turn, Verdict } from './shapes.ts';

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
  client_seconds: number;
  us_seconds: number;
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
  silence_hours: number | null;
  point: Point | null;
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
  reached: boolean;
  reminded: number;
  by_mail: boolean;
  mail_wished_at: Date | null;
  code: Buffer | null;
}

export interface EvidenceRow {
  workspace_id: Id;
  post_id: Id;
  n: number;
  name: string;
  mime: string;
  bytes: Buffer;
  sha256: string;
}

export interface ReviewRow {
  workspace_id: Id;
  post_id: Id;
  n: number;
  rendering: string;
  verdict: Review['verdict'];
  note: string;
  reviewed_by: Id | null;
  reviewed_by_name: string;
  reviewed_at: Date;
}

interface ModeRow {
  workspace_id: Id;
  client_id: Id;
  mode: Mode;
  minutes: number;
  silence: Silence;
  silence_hours: number;
  remind_hours: number[];
  changed_at: Date;
}

/** Not a tenant's: a hash leads to a workspace. */
export type KeyTable = {
  'approval.key': {
    key_hash: Buffer;
    workspace_id: Id;
    request_id: Id | null;
    session_id: Id | null;
    /** Of a link that asks whether an address is this client's. */
    client_id: Id | null;
    mailed: boolean;
  };
};
export const NO_KEY = { request_id: null, session_id: null, client_id: null, mailed: false };

export interface ContactRow {
  workspace_id: Id;
  client_id: Id;
  name: string;
  email: string;
  asked_at: Date;
  mailed_at: Date | null;
  verified_at: Date | null;
}

export type Tables = KeyTable & {
  'approval.mode': ModeRow;
  'approval.review': ReviewRow;
  'approval.evidence': EvidenceRow;
  'approval.request': RequestRow;
  'approval.asked': AskedRow;
  'approval.answer': AnswerRow;
  'approval.contact': ContactRow;
  'approval.session': { workspace_id: Id; id: Id; request_id: Id; name: string; opened_at: Date; kind: 'link' | 'handed' };
};

export const tables = (ctx: Ctx) => ctx.db.withTables<Tables>();

/** Arrays are PostgreSQL arrays to the driver: this one is JSON. */
export const json = (content: ShownChannel[]): ShownChannel[] => JSON.stringify(content) as never;

export const askedOf = (row: AskedRow): Asked => ({
  ...{ postId: row.post_id, requestId: row.request_id, clientId: row.client_id, name: row.name, content: row.content },
  ...{ fingerprint: row.fingerprint, rendering: row.rendering, plannedAt: row.planned_at, minutes: row.minutes },
  ...{ wall: row.wall, zone: row.zone, round: row.round, turn: row.turn, since: row.since },
  ...{ clientSeconds: row.client_seconds, usSeconds: row.us_seconds },
});

export const answerOf = (row: AnswerRow): Answer => ({
  ...{ postId: row.post_id, requestId: row.request_id, n: row.n, verdict: row.verdict, kind: row.kind, who: row.who },
  ...{ declaredBy: row.declared_by_name, note: row.note, proposedWall: row.proposed_wall, fingerprint: row.fingerprint },
  ...{ rendering: row.rendering, plannedAt: row.planned_at, zone: row.zone, minutes: row.minutes, content: row.content },
  ...{ round: row.round, silenceHours: row.silence_hours, point: row.point, answeredAt: row.answered_at },
});

export const reviewOf = (row: ReviewRow): Review => ({
  ...{ n: row.n, verdict: row.verdict, note: row.note, who: row.reviewed_by_name, rendering: row.rendering, at: row.reviewed_at },
});

/** It has to be sent, or sent again: reminders and silence begin anew. */
export const NOT_SENT = { sent_at: null, reached: false, reminded: 0 };

export const requestOf = (row: RequestRow): Request => ({
  ...{ id: row.id, clientId: row.client_id, addressee: row.addressee, hasLink: row.sealed !== null, createdAt: row.created_at },
  ...{ createdBy: row.created_by_name, expiresAt: row.expires_at, revokedAt: row.revoked_at },
  ...{ sentAt: row.sent_at, reached: row.reached, reminded: row.reminded },
  ...{ byMail: row.by_mail, mailWishedAt: row.mail_wished_at, asksCode: row.code !== null },
});

/** What is asked about a post, locked: two answers, or an answer and a change, follow one another. */
export const lockAsked = (ctx: Ctx, postId: Id): Promise<AskedRow | undefined> =>
  tables(ctx).selectFrom('approval.asked').selectAll().where('post_id', '=', postId).forUpdate().executeTakeFirst();

/** How long it has been with each, the turn that ends now included. In seconds. */
export function spent(ctx: Ctx, row: AskedRow): Pick<AskedRow, 'client_seconds' | 'us_seconds'> {
  const seconds = Math.max(0, Math.round((ctx.now().getTime() - row.since.getTime()) / 1000));
  const ours = row.turn === 'us' || row.turn === 'inside';
  return {
    client_seconds: row.client_seconds + (row.turn === 'client' ? seconds : 0),
    us_seconds: row.us_seconds + (ours ? seconds : 0),
  };
}

export const turnTo = (ctx: Ctx, row: AskedRow, turn: Turn) =>
  tables(ctx)
    .updateTable('approval.asked')
    .set({ turn, since: ctx.now(), ...spent(ctx, row) })
    .where('post_id', '=', row.post_id)
    .execute();
