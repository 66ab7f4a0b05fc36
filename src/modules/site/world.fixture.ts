import { newId, type Id } from '#words/ids.ts';
import type { Payload } from '#networks/contract';
import { createClient } from '#modules/clients';
import type { Ctx } from '#plumbing/db';
import type { Place } from '#plumbing/seal';
import type { TestDatabase } from '../../../tests/worlds/database.ts';
import { openWorkspace } from '../../../tests/worlds/people.ts';
import { createSite, type FoundingHouse } from './create-site.ts';
import { publishArticle } from './publish-article.ts';

/** A site has no secret to keep: what its channel seals is an empty bag. */
export const foundingHouse: FoundingHouse = {
  config: { publicUrl: new URL('https://studio.example.com') },
  seal: {
    seal: (_place: Place, clear: string) => Buffer.from(`\u0001${clear}`),
    open: (_place: Place, sealed: Uint8Array) => Buffer.from(sealed).toString().slice(1),
    currentKeyId: () => 1,
  },
};

/** For this room's tests: Kossiwa's workspace with her site, and hands to publish on it. */
export async function kossiwasSite(database: TestDatabase, title = 'Le carnet de Kossiwa') {
  const { workspaceId, awa, as, join } = await openWorkspace(database);
  const asAwa = as(awa);
  const visit = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    database.store.inWorkspace(workspaceId, { kind: 'system', name: 'visitor' }, work);
  const { id: clientId } = await asAwa((ctx) => createClient(ctx, { name: title }));
  const site = { clientId, title, language: 'fr', zone: 'Africa/Lome', currency: 'XOF' } as const;
  const { siteId, slug, channelId } = await asAwa((ctx) => createSite(ctx, foundingHouse, site));
  const publish = async (articleTitle: string, text: string, media: Payload['media'] = []): Promise<Id> => {
    const opId = newId(database.clock.now().getTime());
    const payload = { title: articleTitle, text, language: 'fr', media };
    await database.store.inWorkspace(workspaceId, { kind: 'system', name: 'worker' }, (ctx) => publishArticle(ctx, siteId, opId, payload));
    return opId;
  };
  return { workspaceId, clientId, siteId, channelId, slug, awa, as, join, asAwa, visit, publish };
}

export type KossiwasSite = Awaited<ReturnType<typeof kossiwasSite>>;
