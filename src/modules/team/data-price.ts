import type { Ctx } from '#plumbing/db';
import type { DataPrice } from '#words/data-price.ts';
import { notFound } from '#words/refusal.ts';
import { usualDataPrice, type StatedPrice } from './data-prices.ts';
import { mayChangeWorkspace } from './policy.ts';
import type { TeamTables } from './tables.sql.ts';

/** What data costs the audience of this workspace: what was said here, else what is usual in its country; null when nobody knows. */
export async function readDataPrice(ctx: Ctx): Promise<StatedPrice | null> {
  const row = await ctx.db
    .withTables<TeamTables>()
    .selectFrom('team.workspace')
    .select(['country', 'currency', 'data_price_minor', 'data_price_megabytes'])
    .executeTakeFirst();
  if (!row) throw notFound();
  const { country, currency, data_price_minor: minor, data_price_megabytes: megabytes } = row;
  return minor && megabytes ? { minor, megabytes, currency, source: null } : usualDataPrice(country, currency);
}

/** @param price in the workspace's currency; null goes back to what is usual in its country */
export async function setDataPrice(ctx: Ctx, price: DataPrice | null): Promise<void> {
  mayChangeWorkspace(ctx.actor);
  await ctx.db
    .withTables<TeamTables>()
    .updateTable('team.workspace')
    .set({ data_price_minor: price?.minor ?? null, data_price_megabytes: price?.megabytes ?? null })
    .execute();
}
