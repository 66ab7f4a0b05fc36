import type { Ctx } from '#plumbing/db';
import type { Place } from '#plumbing/seal';
import type { Id } from '#words/ids.ts';
import type { Pace, Subject, Way } from './subjects.ts';

interface Own {
  workspace_id: Id;
  user_id: Id;
}

export type HabitRow = Own & { zone: string; quiet_from: string | null; quiet_until: string | null; digest_at: string };
export type WishRow = Own & { subject: Subject; pace: Pace; ways: Way[] | null };
export type DeviceRow = Own & { id: Id; name: string; sealed: Buffer; key_id: number; endpoint_hash: Buffer; added_at: Date };
export type BotRow = Own & {
  handle: string;
  sealed: Buffer;
  key_id: number;
  added_at: Date;
  found_at: Date | null;
  broken_at: Date | null;
};

export type NoticeRow = Own & {
  id: Id;
  subject: Subject;
  key: string;
  client_id: Id | null;
  /** Below the studio of the workspace: `publications/<id>`; '' is Today. */
  path: string;
  about: Record<string, string>;
  made_at: Date;
  due_at: Date;
  until: Date | null;
  told_at: Date | null;
};

export type MessageRow = Own & {
  id: Id;
  way: Way;
  device_id: Id | null;
  notice_ids: Id[];
  made_at: Date;
  state: 'waiting' | 'left' | 'given_up';
  next_at: Date | null;
  tries: number;
  doubts: number;
  code: string | null;
};

type Tables = {
  'notices.habit': HabitRow;
  'notices.wish': WishRow;
  'notices.device': DeviceRow;
  'notices.bot': BotRow;
  'notices.notice': NoticeRow;
  'notices.message': MessageRow;
};

export const tables = (ctx: Ctx) => ctx.db.withTables<Tables>();

/** Where the address of a device rests, and what opens a bot. */
export const deviceAt = (workspaceId: Id, id: Id): Place => ({ workspaceId, table: 'notices.device', row: id, field: 'sealed' });
export const botAt = (workspaceId: Id, userId: Id): Place => ({ workspaceId, table: 'notices.bot', row: userId, field: 'sealed' });

/** What is sealed of a bot. */
export interface BotSecret {
  token: string;
  /** What its maker sends it, so that nobody else's conversation is taken for theirs. */
  word: string;
  chatId: string | null;
}
