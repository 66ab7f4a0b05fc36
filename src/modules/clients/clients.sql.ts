import type { Language } from '#words/languages.ts';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import type { Client } from './shapes.ts';

export type ClientRow = {
  workspace_id: Id;
  id: Id;
  name: string;
  monogram: string;
  colour: string;
  zone: string;
  language: Language;
  created_at: Date;
  archived_at: Date | null;
};

export type ClientsTables = {
  'clients.client': ClientRow;
  'clients.assignment': { workspace_id: Id; user_id: Id; client_id: Id };
};

export const tables = (ctx: Ctx) => ctx.db.withTables<ClientsTables>();

export const clientOf = (row: ClientRow): Client => ({
  id: row.id,
  name: row.name,
  monogram: row.monogram,
  colour: row.colour,
  zone: row.zone,
  language: row.language,
  archivedAt: row.archived_at,
});
