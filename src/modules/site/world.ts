import { newId, type Id } from '#words/ids.ts';
import type { Payload } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import { as, awa, type TestDatabase } from '../../../tests/worlds/database.ts';
import { createSite } from './create-site.ts';
import { publishArticle } from './publish-article.ts';

/** For this room's tests: Kossiwa's workspace with her site, and hands to publish on it. */
export async function kossiwasSite(database: TestDatabase, title = 'Le carnet de Kossiwa') {
  const workspaceId = newId();
  const asAwa = as(database, awa, workspaceId);
  const visit = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    database.store.inWorkspace(workspaceId, { kind: 'system', name: 'visitor' }, work);
  const { siteId, slug } = await asAwa((ctx) =>
    createSite(ctx, { clientId: null, title, language: 'fr', zone: 'Africa/Lome', currency: 'XOF' }),
  );
  const publish = async (articleTitle: string, text: string, media: Payload['media'] = []): Promise<Id> => {
    const opId = newId(database.clock.now().getTime());
    const payload = { title: articleTitle, text, language: 'fr', media };
    await database.store.inWorkspace(workspaceId, { kind: 'system', name: 'worker' }, (ctx) => publishArticle(ctx, siteId, opId, payload));
    return opId;
  };
  return { workspaceId, siteId, slug, asAwa, visit, publish };
}

export type KossiwasSite = Awaited<ReturnType<typeof kossiwasSite>>;
