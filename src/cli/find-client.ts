import { createClient, listClients } from '#modules/clients';
import type { Client } from '#modules/clients/shapes';
import type { Ctx } from '#plumbing/db';
import { isId } from '#words/ids.ts';
import { unknown } from './fit.ts';

/** A client by its id or its name. @throws Refusal `not_found`, also for a name two clients have */
export async function findClient(ctx: Ctx, typed: string): Promise<Client> {
  const found = await named(ctx, typed);
  if (!found) throw unknown('client', typed);
  return found;
}

/** The same; a name nobody has is a new client, so that a script needs no step of its own for it. */
export async function findOrMakeClient(ctx: Ctx, typed: string): Promise<{ client: Client; made: boolean }> {
  const found = await named(ctx, typed);
  if (!found && isId(typed)) throw unknown('client', typed);
  return found ? { client: found, made: false } : { client: await createClient(ctx, { name: typed }), made: true };
}

async function named(ctx: Ctx, typed: string): Promise<Client | undefined> {
  const all = await listClients(ctx);
  const same = all.filter(({ id, name }) => id === typed || name.toLowerCase() === typed.trim().toLowerCase());
  if (same.length > 1) throw unknown('client', typed);
  return same[0];
}
