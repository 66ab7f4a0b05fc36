import { createClient } from '#modules/clients';
import { readDataPrice, readWorkspace } from '#modules/team';
import type { Ctx } from '#plumbing/db';
import { createSite, type FoundingHouse } from './create-site.ts';

/** With a new workspace: its own brand and that brand's site, so that there is a place to publish on the first day. */
export async function foundOwnSite(ctx: Ctx, house: FoundingHouse): Promise<void> {
  const { name, zone, language } = await readWorkspace(ctx);
  const client = await createClient(ctx, { name });
  await createSite(ctx, house, { clientId: client.id, title: name, language, zone, dataPrice: await readDataPrice(ctx) });
}
