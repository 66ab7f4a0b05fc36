import { isIP } from 'node:net';
import type { Ctx, Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { Refusal, invalid } from '#words/refusal.ts';
import { recordName } from './addresses.ts';
import { mustManage } from './policy.ts';
import { siteRow } from './read-site.ts';
import { tables, type SiteRow } from './site.sql.ts';

/** Reads the TXT records of a name: none is an empty list; a name server that does not answer throws. */
export type ReadTxt = (name: string) => Promise<string[]>;

/** What proving needs of the house. */
export interface ProvingHouse {
  store: Store;
  config: { publicUrl: URL };
  readTxt: ReadTxt;
}

/** A record gone for so long is given up: the host name stops answering and may be proven by someone else. */
const GIVEN_UP_AFTER = 7 * 24 * 3600_000;

/** Asks for a host name, or gives it up with ''. It answers nothing before it is proven. */
export async function claimHost(ctx: Ctx, siteId: Id, wished: string, publicUrl: URL): Promise<void> {
  const site = await siteRow(ctx, siteId);
  mustManage(ctx, site.client_id);
  const host = wished.trim() ? hostOf(wished, publicUrl) : null;
  if (host === site.host) return;
  await forget(ctx, site);
  await tables(ctx)
    .updateTable('site.site')
    .set({ host, host_proven_at: null, host_checked_at: null, host_missing_since: null })
    .where('id', '=', site.id)
    .execute();
}

/** `https://Blog.Exemple.tg/` gives `blog.exemple.tg`. @throws Refusal for what is no public host name, or the studio's. */
export function hostOf(wished: string, publicUrl: URL): string {
  const text = wished.trim().replace(/^https?:\/\//i, '');
  const host = URL.canParse(`http://${text}`) ? new URL(`http://${text}`).hostname.replace(/\.$/, '') : '';
  const labels = host.split('.');
  const wellFormed = labels.length >= 2 && host.length <= 240 && labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label));
  if (!wellFormed || isIP(host) || /^\d+$/.test(labels.at(-1)!) || labels.at(-1) === 'localhost') throw invalid('host');
  if (host === publicUrl.hostname) throw new Refusal('site_host_of_studio', { field: 'host', details: { host } });
  return host;
}

export type Proof = 'proven' | 'absent' | 'unreadable';

/**
 * Looks at the TXT record and writes what it saw: three steps, so that no transaction waits for a name server.
 * @throws Refusal `site_host_taken` when the record is right but the name already serves another site.
 */
export async function proveHost(house: ProvingHouse, workspaceId: Id, actor: Actor, siteId: Id): Promise<Proof> {
  const inside = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => house.store.inWorkspace(workspaceId, actor, work);
  const asked = await inside(async (ctx) => {
    const site = await siteRow(ctx, siteId);
    mustManage(ctx, site.client_id);
    return site;
  });
  if (!asked.host) throw invalid('host');
  const proof = await look(house.readTxt, asked);
  await inside((ctx) => record(ctx, asked, proof));
  return proof;
}

async function look(readTxt: ReadTxt, site: SiteRow): Promise<Proof> {
  try {
    const records = await readTxt(recordName(site.host!));
    return records.some((text) => text.trim() === site.host_token) ? 'proven' : 'absent';
  } catch (error) {
    if (error instanceof Error) return 'unreadable';
    throw error;
  }
}

async function record(ctx: Ctx, asked: SiteRow, proof: Proof): Promise<void> {
  const site = await tables(ctx).selectFrom('site.site').selectAll().where('id', '=', asked.id).forUpdate().executeTakeFirst();
  // Another name was asked for while the name server was answering: that answer is about nothing.
  if (!site || site.host !== asked.host) return;
  const now = ctx.now();
  const set = (columns: Partial<SiteRow>) => tables(ctx).updateTable('site.site').set(columns).where('id', '=', site.id).execute();
  if (proof === 'proven') {
    await remember(ctx, site);
    await set({ host_proven_at: site.host_proven_at ?? now, host_checked_at: now, host_missing_since: null });
    if (!site.host_proven_at) await ctx.tell({ name: 'site.host_proven', about: { siteId: site.id } });
    return;
  }
  // A name server that does not answer proves nothing either way.
  if (proof === 'unreadable' || !site.host_proven_at) return void (await set({ host_checked_at: now }));
  const missingSince = site.host_missing_since ?? now;
  const givenUp = now.getTime() - missingSince.getTime() >= GIVEN_UP_AFTER;
  if (givenUp) await forget(ctx, site);
  await set({ host_checked_at: now, host_missing_since: missingSince, ...(givenUp ? { host_proven_at: null } : {}) });
  if (givenUp) await ctx.tell({ name: 'site.host_lost', about: { siteId: site.id } });
}

/** The first site to prove a name holds it until its record is gone. */
async function remember(ctx: Ctx, site: SiteRow): Promise<void> {
  await tables(ctx)
    .insertInto('site.address')
    .values({ address: site.host!, workspace_id: ctx.workspaceId, site_id: site.id })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .execute();
  const holder = await tables(ctx).selectFrom('site.address').select('site_id').where('address', '=', site.host!).executeTakeFirstOrThrow();
  if (holder.site_id !== site.id) throw new Refusal('site_host_taken', { status: 409, field: 'host', details: { host: site.host! } });
}

const forget = async (ctx: Ctx, site: SiteRow): Promise<void> => {
  if (!site.host) return;
  await tables(ctx).deleteFrom('site.address').where('address', '=', site.host).where('site_id', '=', site.id).execute();
};
