import type { Ctx, Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import { Refusal } from '#words/refusal.ts';
import { isId, type Id } from '#words/ids.ts';
import type { Call, Evidence, Finding, Line, Network, Order, Verdict } from '#networks/contract';
import { articleAddress } from './addresses.ts';
import { identityOf, QUIET_MS, TIMEOUT_MS } from './identity.ts';
import { publishArticle } from './publish-article.ts';
import { toSite } from './views.ts';
import { tables, type ArticleRow, type SiteRow } from './site.sql.ts';

/** What the site's network needs of the house. */
export interface SiteHouse {
  store: Store;
  config: { publicUrl: URL };
}

const WORKER: Actor = { kind: 'system', name: 'worker' };

/** The own site as one more network (class R): the record id is the publication's op_id, the server is our own database. */
export function siteNetwork(house: SiteHouse): Network {
  const inside = <T>(line: Line, work: (ctx: Ctx) => Promise<T>): Promise<T> => house.store.inWorkspace(line.workspaceId, WORKER, work);
  const url = (site: SiteRow, article: ArticleRow): string => articleAddress(toSite(site), article.slug, house.config.publicUrl);

  return {
    name: 'site',
    connection: null,
    onceClass: () => 'R',
    timeoutMs: TIMEOUT_MS,
    quietMs: QUIET_MS,
    keyLifeMs: Infinity,
    needsPreparation: () => false,

    async whoAmI({ line }) {
      const site = await inside(line, (ctx) => siteOf(ctx, line));
      if (!site) return { kind: 'refused', code: 'no_site', excerpt: '' };
      return { kind: 'known', identity: identityOf(toSite(site), house.config.publicUrl) };
    },

    async prepare() {
      return { kind: 'ready', prepared: {}, evidence: seen('nothing_to_prepare', '', false) };
    },

    async publish({ line, signal }: Call, order: Order): Promise<Verdict> {
      if (signal.aborted) return { kind: 'refused', code: 'not_sent', evidence: seen('aborted_before', '', false) };
      if (!order.payload.text.trim() && order.payload.media.length === 0)
        return { kind: 'refused', code: 'text_empty', evidence: seen('text_empty', '', false) };
      try {
        return await inside(line, async (ctx): Promise<Verdict> => {
          const site = await siteOf(ctx, line);
          if (!site) return { kind: 'refused', code: 'endpoint_gone', evidence: seen('no_site', '', false) };
          const done = await publishArticle(ctx, site.id, order.opId, order.payload);
          if (done.kind === 'no_site') return { kind: 'refused', code: 'endpoint_gone', evidence: seen('no_site', '', false) };
          if (done.kind === 'other_content')
            return { kind: 'refused', code: 'invalid_request', evidence: seen('other_content', order.opId, true) };
          const remoteUrl = url(site, done.article);
          return { kind: 'published', remoteId: done.article.id, remoteUrl, evidence: seen(done.kind, remoteUrl, true) };
        });
      } catch (error) {
        // Rolled back whole: a media that is no longer in the library.
        if (error instanceof Refusal) return { kind: 'refused', code: 'media_refused', evidence: seen(error.code, '', false) };
        // The commit may have gone through before the connection broke: reading by id will tell.
        return { kind: 'unclear', code: 'database', evidence: seen('database', (error as Error).message, true) };
      }
    },

    async look({ line }, order): Promise<Finding> {
      return inside(line, async (ctx): Promise<Finding> => {
        const article = await articleOf(ctx, order.opId);
        const site = await siteOf(ctx, line);
        if (!article || !site) return { kind: 'absent', evidence: seen('absent', order.opId, false) };
        return { kind: 'found', remoteId: article.id, remoteUrl: url(site, article), evidence: seen('found', url(site, article), false) };
      });
    },

    async isLive({ line }, remoteId) {
      const article = await inside(line, (ctx) => articleOf(ctx, remoteId));
      return article && !article.hidden_at ? 'live' : 'gone';
    },
  };
}

const siteOf = (ctx: Ctx, line: Line): Promise<SiteRow | undefined> => {
  const siteId = line.networkUserId ?? (line.facts.siteId as Id | undefined);
  return siteId ? tables(ctx).selectFrom('site.site').selectAll().where('id', '=', siteId).executeTakeFirst() : Promise.resolve(undefined);
};

const articleOf = async (ctx: Ctx, id: Id): Promise<ArticleRow | undefined> =>
  isId(id) ? tables(ctx).selectFrom('site.article').selectAll().where('id', '=', id).executeTakeFirst() : undefined;

const seen = (code: string, excerpt: string, bytesWritten: boolean): Evidence => ({
  endpoint: 'site.article',
  status: null,
  code,
  excerpt: excerpt.slice(0, 500),
  bytesWritten,
});
