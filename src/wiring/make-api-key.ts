import { listClients } from '#modules/clients';
import { addApiKey } from '#modules/team';
import { apiKeySchema, type NewApiKey } from '#modules/team/shapes';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { invalid, Refusal } from '#words/refusal.ts';

/** A key for a program, limited to clients that exist here when it is limited. Given here, once. */
export async function makeApiKey(ctx: Ctx, wanted: NewApiKey): Promise<{ id: Id; key: string }> {
  const parsed = apiKeySchema.safeParse(wanted);
  if (!parsed.success) throw invalid(String(parsed.error.issues[0]?.path[0] ?? 'name'));
  const known = new Set((await listClients(ctx, { archived: true })).map((client) => client.id));
  if (parsed.data.clientIds?.some((id) => !known.has(id))) throw new Refusal('client_unknown', { status: 404, field: 'clients' });
  return addApiKey(ctx, parsed.data);
}
