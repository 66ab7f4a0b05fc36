import type { Ctx } from '#plumbing/db';
import { readWorkspace } from '#modules/team';
import { newId } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { clientOf, tables } from './clients.sql.ts';
import { mayManageClients } from './policy.ts';
import { COLOURS, clientSchema, monogramOf, type Client, type ClientForm } from './shapes.ts';

export type NewClient = Pick<ClientForm, 'name'> & Partial<ClientForm>;

/** A new brand; what is not said comes from the workspace (zone, language) or from the name (monogram). */
export async function createClient(ctx: Ctx, wanted: NewClient): Promise<Client> {
  mayManageClients(ctx.actor);
  const workspace = await readWorkspace(ctx);
  const { count } = await tables(ctx)
    .selectFrom('clients.client')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const parsed = clientSchema.safeParse({
    zone: workspace.zone,
    language: workspace.language,
    colour: COLOURS[count % COLOURS.length],
    ...wanted,
    monogram: wanted.monogram || monogramOf(wanted.name),
  });
  if (!parsed.success) throw invalid(String(parsed.error.issues[0]?.path[0] ?? 'name'));
  const id = newId();
  const row = await tables(ctx)
    .insertInto('clients.client')
    .values({ workspace_id: ctx.workspaceId, id, ...parsed.data, created_at: ctx.now(), archived_at: null })
    .returningAll()
    .executeTakeFirstOrThrow();
  await ctx.tell({ name: 'clients.created', about: { clientId: id } });
  return clientOf(row);
}
