import type { Ctx } from '#plumbing/db';
import type { NetworkName, OnceClass, Payload } from '#networks/contract';
import type { Id } from '#words/ids.ts';
import type { AttemptKind, Choice, EvidenceKind, Outcome, Shows } from './shapes.ts';
import type { State } from './states.ts';

export interface PublicationRow {
  workspace_id: Id;
  id: Id;
  client_id: Id;
  post_id: Id;
  channel_id: Id;
  network: NetworkName;
  once_class: OnceClass;
  network_user_id: string | null;
  position: number;
  parent_id: Id | null;
  replaces_id: Id | null;
  op_id: Id;
  payload: Payload;
  content_hash: string;
  /** What the client was shown of it, and for which minute (room approval); null: nobody was asked. */
  rendering: string | null;
  promised_at: Date | null;
  approved_hash: string | null;
  approved_by: Id | null;
  approved_at: Date | null;
  wall_time: string;
  zone: string;
  tzdata: string;
  not_before: Date;
  not_after: Date;
  late_policy: 'hold' | 'publish' | 'drop';
  late_minutes: number;
  state: State;
  version: number;
  reason: string | null;
  created_at: Date;
  created_by: Id | null;
  prepared: Record<string, unknown>;
  prepared_until: Date | null;
  tries: number;
  doubts: number;
  ground: Exclude<Ground, 'key' | 'id'>;
  first_intent_at: Date | null;
  last_intent_at: Date | null;
  quiet_until: Date | null;
  absences: number;
  absent_at: Date | null;
  looks: number;
  reads_failing_since: Date | null;
  conflicting: boolean;
  looks_only: boolean;
  refused_code: string | null;
  unclear_attempts: number;
  look_before_send: boolean;
  reconciled_for: Date | null;
  cancel_wished: boolean;
  remote_id: string | null;
  remote_url: string | null;
  remote_extra: Record<string, unknown>;
  published_at: Date | null;
  seen_live_at: Date | null;
  removed_at: Date | null;
}

/** Why a mutating attempt was allowed (I5). */
export type Ground = 'first' | 'refused' | 'key' | 'id' | 'absent' | 'person';

export interface AttemptRow {
  workspace_id: Id;
  id: Id;
  publication_id: Id;
  n: number;
  kind: AttemptKind;
  ground: Ground | null;
  request_hash: string;
  content_hash: string;
  lease_token: number;
  intent_at: Date;
  deadline_at: Date;
  not_before: Date;
  not_after: Date;
  outcome: Outcome | null;
  endpoint: string | null;
  status: number | null;
  code: string | null;
  excerpt: string | null;
  bytes_written: boolean | null;
  answered_at: Date | null;
}

export interface EvidenceRow {
  workspace_id: Id;
  id: Id;
  publication_id: Id;
  attempt_id: Id | null;
  kind: EvidenceKind;
  shows: Shows;
  seen_at: Date;
  after_quiet: boolean;
  remote_id: string | null;
  remote_url: string | null;
  endpoint: string | null;
  status: number | null;
  code: string | null;
  excerpt: string | null;
}

export interface DecisionRow {
  workspace_id: Id;
  id: Id;
  publication_id: Id;
  decision: Choice;
  url: string | null;
  why: string | null;
  decided_by: Id | null;
  decided_by_name: string;
  decided_at: Date;
}

export interface ChangeRow {
  workspace_id: Id;
  publication_id: Id;
  version: number;
  event: string;
  from_state: State;
  to_state: State;
  reason: string | null;
  changed_by: Id | null;
  changed_by_name: string;
  changed_at: Date;
}

/** The last one said is true. */
export interface SetAsideRow {
  workspace_id: Id;
  publication_id: Id;
  n: number;
  aside: boolean;
  said_by: Id | null;
  said_by_name: string;
  said_at: Date;
}

export interface PaceRow {
  workspace_id: Id;
  channel_id: Id;
  last_sent_at: Date | null;
  blocked_until: Date | null;
  quiet_ms: number | null;
}

export interface DueRow {
  workspace_id: Id;
  publication_id: Id;
  channel_id: Id;
  next_at: Date | null;
  lease_token: number;
  lease_until: Date | null;
  holder: Id | null;
}

export interface WorkerRow {
  holder: Id;
  kind: 'worker' | 'sender';
  started_at: Date;
  beat_at: Date;
  trouble: string | null;
}

/** Nearly the same texts share a key or more (sketch.ts). */
export interface SketchRow {
  workspace_id: Id;
  key: number;
  publication_id: Id;
}

export type Tables = {
  'publishing.publication': PublicationRow;
  'publishing.attempt': AttemptRow;
  'publishing.evidence': EvidenceRow;
  'publishing.decision': DecisionRow;
  'publishing.change': ChangeRow;
  'publishing.set_aside': SetAsideRow;
  'publishing.pace': PaceRow;
  'publishing.due': DueRow;
  'publishing.sketch': SketchRow;
};

/** The tables outside any workspace: the closed list of house rule 8. */
export type OutsideTables = {
  'publishing.due': DueRow;
  'publishing.worker': WorkerRow;
  'publishing.instance': { mark: Id; made_at: Date };
  'publishing.reconciliation': { id: Id; alive_until: Date; began_at: Date; ended_at: Date | null };
};

export const tables = (ctx: Pick<Ctx, 'db'>) => ctx.db.withTables<Tables>();

export const jsonb = (value: unknown): string => JSON.stringify(value);
