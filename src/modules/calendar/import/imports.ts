import { listChannels } from '#modules/channels';
import { listClients } from '#modules/clients';
import { listPillars } from '#modules/strategy';
import { listWorkspaces } from '#modules/team';
import type { Ctx, Store } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { notFound, forbidden } from '#words/refusal.ts';
import { canWrite } from '../policy.ts';
import { COLUMNS, type Cells, type ImportRow } from './columns.ts';
import {
  changeImport,
  deleteOld,
  emptyOld,
  insertImport,
  insertMade,
  lockImport,
  selectImports,
  selectKnown,
  selectMade,
  type Made,
  type NewlyMade,
} from './imports.sql.ts';
import { judgeRows, type JudgedRow } from './judge-rows.ts';
import { clean } from './read-file.ts';
import type { Rulings } from './rulings.ts';
import type { ImportWorld } from './understand-row.ts';

export interface Import {
  id: Id;
  fileName: string;
  rows: JudgedRow[];
  /** What it made already. */
  made: Made[];
  undone: boolean;
}

/** How long rows that nobody imports are kept. */
const KEPT_MS = 86_400_000;

/** Keeps the rows of a file until they are imported, for the person who brought them. Nothing else is created. */
export async function keepImport(ctx: Ctx, file: { name: string; rows: readonly ImportRow[] }): Promise<Id> {
  const by = personOf(ctx);
  if ((await writable(ctx)).length === 0) throw forbidden();
  const id = newId(ctx.now().getTime());
  await insertImport(ctx, { id, fileName: clean(file.name).slice(0, 120), rows: file.rows, by });
  return id;
}

/** The rows with what is wrong with each today, and what was made of the others. @throws Refusal `not_found`, also to anybody else */
export async function readImport(ctx: Ctx, id: Id, rulings: Rulings): Promise<Import> {
  const found = await lockImport(ctx, id);
  if (!found || found.created_by !== personOf(ctx)) throw notFound();
  const world: ImportWorld = {
    ...rulings,
    now: ctx.now(),
    clients: await writable(ctx),
    channels: await listChannels(ctx),
    pillars: await listPillars(ctx),
  };
  const alone = judgeRows(found.rows, world, []);
  const rows = judgeRows(found.rows, world, await selectKnown(ctx, alone));
  return { id, fileName: found.file_name, rows, made: await selectMade(ctx, id), undone: found.undone_at !== null };
}

/** The files this person brought that still wait, or whose posts can be taken back: the newest ones. */
export const listImports = (ctx: Ctx) => selectImports(ctx, personOf(ctx));

/** These rows became these posts; what is left waits to be mended. Who made them is the door (wiring/import-posts). */
export async function noteImported(ctx: Ctx, id: Id, left: readonly ImportRow[], made: readonly NewlyMade[]): Promise<void> {
  await insertMade(ctx, id, made);
  await changeImport(ctx, id, { rows: left.map(({ line, cells }) => ({ line, cells })) });
  await ctx.tell({ name: 'calendar.imported', about: { importId: id, posts: made.length } });
}

export async function noteUndone(ctx: Ctx, id: Id, kept: number): Promise<void> {
  await changeImport(ctx, id, { undone_at: ctx.now() });
  await ctx.tell({ name: 'calendar.import_undone', about: { importId: id, kept } });
}

/** Cells somebody mended in the preview, by line; the others stay. */
export async function mendImport(ctx: Ctx, id: Id, mended: ReadonlyMap<number, Partial<Cells>>): Promise<void> {
  const found = await lockImport(ctx, id);
  if (!found || found.created_by !== personOf(ctx)) throw notFound();
  const rows = found.rows.map(({ line, cells }) => {
    const change = mended.get(line) ?? {};
    return { line, cells: Object.fromEntries(COLUMNS.map((column) => [column, clean(change[column] ?? cells[column])])) as Cells };
  });
  await changeImport(ctx, id, { rows });
}

/** Forgets what nobody imported within a day, in every workspace (worker/timetable). */
export async function forgetImports(desk: { store: Store }): Promise<void> {
  for (const { workspaceId } of await listWorkspaces(desk))
    await desk.store.inWorkspace(workspaceId, { kind: 'system', name: 'worker' }, async (ctx) => {
      const before = new Date(ctx.now().getTime() - KEPT_MS);
      await deleteOld(ctx, before);
      await emptyOld(ctx, before);
    });
}

const writable = async (ctx: Ctx) => (await listClients(ctx)).filter(({ id }) => canWrite(ctx.actor, id));

/** Imports are brought by people; programs have the API. */
function personOf({ actor }: Ctx): Id {
  if (actor.kind !== 'person') throw forbidden();
  return actor.userId;
}
