import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hashPassword } from 'better-auth/crypto';
import {
  agreeMode,
  copyLink,
  enterByLink,
  nameContact,
  readRequest,
  readSession,
  reviewPost,
} from '../../../src/modules/approval/index.server.ts';
import { copyPost, keepCard, keepImport, keepSnippet, openFeed, savePost, setSlots } from '../../../src/modules/calendar/index.server.ts';
import { emptyCells } from '../../../src/modules/calendar/shapes.ts';
import { addChannel } from '../../../src/modules/channels/index.server.ts';
import { assignClient, createClient } from '../../../src/modules/clients/index.server.ts';
import { addMedia, createFolder, fileMedia, keepShared } from '../../../src/modules/library/index.server.ts';
import { schedulePublications } from '../../../src/modules/publishing/index.server.ts';
import { promiseStrategy } from '../../../src/modules/strategy/index.server.ts';
import { createSite } from '../../../src/modules/site/index.server.ts';
import { publishArticle } from '../../../src/modules/site/publish-article.ts';
import { createAccount, createWorkspace, invite, join } from '../../../src/modules/team/index.server.ts';
import { rulings } from '../../../src/parts/calendar/import/rulings.ts';
import { importPosts } from '../../../src/wiring/import-posts.ts';
import { repeatPost } from '../../../src/wiring/repeat-post.ts';
import type { NetworkName, OnceClass } from '../../../src/networks/contract.ts';
import type { Ctx } from '../../../src/plumbing/db/index.ts';
import { answerAsClient, declareForClient, proposePosts } from '../../../src/wiring/ask-client.ts';
import type { House } from '../../../src/wiring/open-house.ts';
import type { Actor } from '../../../src/words/actor.ts';
import { newId, type Id } from '../../../src/words/ids.ts';

export const PASSWORD = 'le-marche-de-Lome-ouvre-a-6h';

/** One workspace with something in every room; every word of it that can be read carries `mark`. */
export interface Tenant {
  mark: string;
  email: string;
  ownerUserId: Id;
  workspaceId: Id;
  slug: string;
  siteSlug: string;
  articleSlug: string;
  /** The word what its owner shared from a phone is found again by. */
  shared: string;
  ids: {
    client: Id;
    channel: Id;
    post: Id;
    media: Id;
    publication: Id;
    site: Id;
    article: Id;
    invitation: Id;
    request: Id;
    /** The post whose second answer was declared, with a file. */
    evidence: Id;
    person: Id;
    import: Id;
    feed: Id;
    comment?: Id;
    webhook?: Id;
  };
}

export const ownerOf = ({ ownerUserId, mark }: Pick<Tenant, 'ownerUserId' | 'mark'>): Extract<Actor, { kind: 'person' }> => ({
  kind: 'person',
  userId: ownerUserId,
  name: `Awa ${mark}`,
  role: 'owner',
  clients: 'all',
});

const CHANNELS: [NetworkName, OnceClass][] = [
  ['mastodon', 'K'],
  ['bluesky', 'R'],
  ['wordpress', 'C'],
  ['webhook', 'N'],
];

/** Makes the same workspace each time, in the same order, so that two of them mirror each other row by row. */
export async function openTenant(house: House, mark: string): Promise<Tenant> {
  const email = `${mark.toLowerCase()}@example.com`;
  const ownerUserId = await createAccount(
    house.store.outside,
    { name: `Awa ${mark}`, email, passwordHash: await hashPassword(PASSWORD), language: 'fr', emailVerified: true },
    house.clock.now(),
  );
  const place = { country: 'TG', currency: 'XOF', zone: 'Africa/Lome', language: 'fr' } as const;
  const { workspaceId, slug } = await createWorkspace(house, { name: `Atelier ${mark}`, ...place, ownerUserId });
  const owner = ownerOf({ ownerUserId, mark });
  const work = <T>(verb: Parameters<typeof house.store.inWorkspace<T>>[2]): Promise<T> => house.store.inWorkspace(workspaceId, owner, verb);

  const client = await work((ctx) => createClient(ctx, { name: `Chez ${mark}` }));
  const channels = await work(async (ctx) => {
    const made: Id[] = [];
    for (const [network, onceClass] of CHANNELS)
      made.push(
        await addChannel(ctx, house.seal, {
          clientId: client.id,
          network,
          name: `${mark} ${network}`,
          address: `https://${mark.toLowerCase()}.example.com`,
          identity: { networkUserId: `${mark}-${network}`, handle: `@${mark}`, displayName: mark, profileUrl: null, facts: {} },
          secret: {
            token: `secret-${mark}`,
            user: mark,
            password: `secret-${mark}`,
            secret: `whsec_${Buffer.from(mark).toString('base64')}`,
          },
          // The network that works with short sessions keeps one.
          session: network === 'bluesky' ? { accessJwt: `access-${mark}`, refreshJwt: `refresh-${mark}` } : null,
          onceClass,
          quietMs: 1000,
        }),
      );
    return made;
  });
  const site = await work((ctx) => createSite(ctx, house, { clientId: client.id, title: `Carnet ${mark}`, ...place }));
  const { media } = await addMedia(house, owner, workspaceId, {
    clientId: client.id,
    name: `${mark}.png`,
    alt: `Photo ${mark}`,
    body: picture(),
  });
  await work(async (ctx) => fileMedia(ctx, [media.id], await createFolder(ctx, client.id, `Dossier ${mark}`)));
  const photo = new File([readFileSync(path.join(import.meta.dirname, 'picture.png'))], `${mark}.png`, { type: 'image/png' });
  const shared = await keepShared(house, owner, workspaceId, { files: [photo], text: `Partagé ${mark}` });
  const { pillars } = await work((ctx) =>
    promiseStrategy(ctx, client.id, {
      pillars: [{ name: `Pilier ${mark}`, dye: 'kola', share: 50 }],
      cadence: [{ network: 'mastodon', perWeek: 3 }],
    }),
  );
  const post = await work((ctx) =>
    savePost(ctx, {
      clientId: client.id,
      pillarId: pillars[0]!.id,
      title: `Titre ${mark}`,
      text: `Texte ${mark}`,
      mediaIds: [media.id],
      variants: channels.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null })),
    }),
  );
  await work((ctx) => setSlots(ctx, channels[0]!, [{ weekday: 1, at: '09:00' }]));
  const again = await work((ctx) => planOnwards(ctx, { clientId: client.id, postId: post.id, mark }));
  const kept = { kind: 'block', name: `Horaires ${mark}`, text: `Ouvert chez ${mark}`, handles: {} } as const;
  await work((ctx) => keepSnippet(ctx, client.id, kept, () => undefined));
  const card = { url: `https://${mark.toLowerCase()}.example.com/`, title: `Page ${mark}`, description: mark, mediaId: media.id };
  await work((ctx) => keepCard(ctx, client.id, card));
  const at = new Date(house.clock.now().getTime() + 30 * 86_400_000);
  const publications = await work((ctx) =>
    schedulePublications(ctx, {
      postId: post.id,
      clientId: client.id,
      wall: at.toISOString().slice(0, 16),
      zone: place.zone,
      notBefore: at,
      publications: channels.map((channelId, index) => ({
        channelId,
        network: CHANNELS[index]![0],
        onceClass: CHANNELS[index]![1],
        networkUserId: `${mark}-${CHANNELS[index]![0]}`,
        segments: [{ text: `Texte ${mark}`, title: `Titre ${mark}`, language: 'fr', media: [] }],
      })),
    }),
  );
  await work((ctx) => agreeMode(ctx, client.id, { mode: 'optional', minutes: 0 }));
  const { request, evidence } = await askClient(house, work, { mark, clientId: client.id, channelId: channels[0]!, at, zone: place.zone });
  const article = newId(house.clock.now().getTime());
  const published = await work((ctx) =>
    publishArticle(ctx, site.siteId, article, { title: `Article ${mark}`, text: `Corps ${mark}`, language: 'fr', media: [] }),
  );
  const { invitationId } = await work((ctx) =>
    invite(ctx, { email: `stagiaire-${mark.toLowerCase()}@example.com`, role: 'creator', clientIds: [client.id], language: 'fr' }),
  );
  const person = await createAccount(
    house.store.outside,
    { name: `Kossi ${mark}`, email: `kossi-${email}`, passwordHash: await hashPassword(PASSWORD), language: 'fr', emailVerified: true },
    house.clock.now(),
  );
  await work(async (ctx) => {
    await join(ctx, person, 'creator');
    await assignClient(ctx, person, [client.id]);
  });
  return {
    mark,
    email,
    ownerUserId,
    workspaceId,
    slug,
    siteSlug: site.slug,
    articleSlug: 'article' in published ? published.article.slug : '',
    shared,
    ids: {
      client: client.id,
      channel: channels[0]!,
      post: post.id,
      media: media.id,
      publication: publications[0]!,
      site: site.siteId,
      article,
      invitation: invitationId,
      request,
      evidence,
      person,
      ...again,
    },
  };
}

/** A post proposed to the client, who answered by the link. */
async function askClient(
  house: House,
  work: <T>(verb: (ctx: Ctx) => Promise<T>) => Promise<T>,
  { mark, clientId, channelId, at, zone }: { mark: string; clientId: Id; channelId: Id; at: Date; zone: string },
): Promise<{ request: Id; evidence: Id }> {
  const variants = [{ channelId, text: null, title: null, thread: [], mediaIds: null }];
  const wish = { wall: at.toISOString().slice(0, 16), zone };
  const { id: postId } = await work((ctx) =>
    savePost(ctx, { clientId, title: `À valider ${mark}`, text: `Texte à valider ${mark}`, variants, wish }),
  );
  const request = await work((ctx) => proposePosts(ctx, clientId, [postId], `Mme ${mark}`));
  const { token } = await enterByLink(house.store, await work((ctx) => copyLink(ctx, house.seal, request)), `Mme ${mark}`);
  const print = (await work((ctx) => readRequest(ctx, request))).posts[0]!.fingerprint;
  const session = (await readSession(house.store, token))!;
  await work((ctx) => reviewPost(ctx, postId, { verdict: 'yes', note: `Relu ${mark}`, print }));
  await work((ctx) => nameContact(ctx, clientId, { name: `Mme ${mark}`, email: `afi-${mark.toLowerCase()}@example.com` }));
  await answerAsClient(house.store, session, [{ postId, print, verdict: 'change', note: `Plus court ${mark}` }]);
  const file = { name: `preuve-${mark}.ogg`, mime: 'audio/ogg', bytes: Buffer.from(`Voix de ${mark}`) };
  const said = { verdict: 'change', who: `Mme ${mark}`, note: `Au téléphone ${mark}`, print, evidence: file } as const;
  await work((ctx) => declareForClient(ctx, postId, said));
  return { request, evidence: postId };
}

/** A file on its way in, one that became a post, a post that comes again, an address for calendars. */
async function planOnwards(
  ctx: Ctx,
  { clientId, postId, mark }: { clientId: Id; postId: Id; mark: string },
): Promise<{ import: Id; feed: Id }> {
  const rows = [`Ligne ${mark}`, ''].map((text, index) => ({
    line: index + 2,
    cells: { ...emptyCells(), client: `Chez ${mark}`, title: `Titre ${mark}`, text },
  }));
  const file = await keepImport(ctx, { name: `${mark}.csv`, rows });
  await importPosts(ctx, file, rulings, { plan: false });
  const day = new Date(ctx.now().getTime() + 86_400_000).toISOString().slice(0, 10);
  const source = await copyPost(ctx, postId, { wall: `${day}T09:00`, zone: 'Africa/Lome' });
  await repeatPost(ctx, source.id, { every: 'day', until: null, times: 3 });
  return { import: file, feed: (await openFeed(ctx, { clientId, name: `Agenda ${mark}` })).id };
}

const picture = (): ReadableStream<Uint8Array> =>
  new Blob([new Uint8Array(readFileSync(path.join(import.meta.dirname, 'picture.png')))]).stream();
