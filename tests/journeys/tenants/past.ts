import { giveTask, savePost, seeRemarks, writeRemark } from '../../../src/modules/calendar/index.server.ts';
import { addByHand, addChannel, startAuthorization } from '../../../src/modules/channels/index.server.ts';
import {
  claimDue,
  decide,
  schedulePublications,
  setAside,
  step,
  TIMINGS,
  type World,
} from '../../../src/modules/publishing/index.server.ts';
import {
  addEndpoint,
  chooseReminder,
  deliver,
  listDeliveries,
  readFacts,
  noteReminders,
} from '../../../src/modules/notices/index.server.ts';
import { mergeWriting, receiveChange } from '../../../src/modules/offline/index.server.ts';
import { commentStamp, listComments, writeComment } from '../../../src/modules/site/index.server.ts';
import { keepAnswer, sha256, takeTurn } from '../../../src/modules/team/index.server.ts';
import { unquestioned } from '../../../src/plumbing/clock/index.ts';
import { ringLater, type Ctx } from '../../../src/plumbing/db/index.ts';
import type { NetworkName, OnceClass } from '../../../src/networks/contract.ts';
import type { House } from '../../../src/wiring/open-house.ts';
import { makeApiKey } from '../../../src/wiring/make-api-key.ts';
import { openWorld } from '../../../src/wiring/open-world.ts';
import { newId, type Id } from '../../../src/words/ids.ts';
import type { Fakenet } from '../../worlds/fakenet/index.ts';
import { beTold } from './be-told.ts';
import { ownerOf, type Tenant } from './tenant.ts';

/**
 * What only time brings: a person away at a network to say yes, two posts that left and of which nobody knows whether they arrived, one
 * of them decided, one that was refused and set aside, receivers told of it, a program with a key, a comment to be read. All by the verbs of
 * the product, against the networks of the test.
 * @returns the tenant, its publication now the one that waits for a decision, with the comment
 */
export async function givePast(house: House, tenant: Tenant, net: Fakenet): Promise<Tenant> {
  const { workspaceId, mark } = tenant;
  const owner = ownerOf(tenant);
  const work = <T>(verb: (ctx: Ctx) => Promise<T>): Promise<T> => house.store.inWorkspace(workspaceId, owner, verb);
  const asked = {
    network: 'mastodon' as const,
    clientId: tenant.ids.client,
    name: `${mark} à l’instance`,
    form: { address: net.addresses.mastodon },
    redirectUri: new URL('/studio/back', house.config.publicUrl).href,
  };
  await startAuthorization(house, workspaceId, owner, asked, AbortSignal.timeout(10_000));

  const receiver = `${net.addresses.webhook}/hooks/${net.accounts[0]!.name}`;
  const told = `${receiver}?de=${mark}`;
  const webhook = (await work((ctx) => addEndpoint(ctx, house.seal, { url: told, events: ['publication.decision_needed'] }))).id;
  const closed = `${net.addresses.webhook}/hooks/closed-to-${mark.toLowerCase()}`;
  const channelId = await work((ctx) => addReceiver(ctx, house, tenant, receiver));
  const closedId = await work((ctx) => addReceiver(ctx, house, tenant, closed));
  const plan = async (text: string, to = { channelId, networkUserId: receiver }): Promise<Id> =>
    (await work((ctx) => planNow(ctx, tenant, { ...to, text })))[0]!;
  const decided = await plan(`Décidé ${mark}`);
  const undecided = await plan(`À décider ${mark}`);
  const failed = await plan(`Refusé ${mark}`, { channelId: closedId, networkUserId: closed });
  await postByHand(house, tenant);
  // While it is still to come: what is held reminds nobody.
  await beTold(house, tenant);
  await sendAll(house);
  // As the sender does, which rings no bell itself.
  await work((ctx) => ringLater(ctx.db, 'hear', { workspaceId, factId: newId() }));
  await work((ctx) => setAside(ctx, failed));
  await tellReceivers(house, tenant);
  await keepKey(house, tenant);
  await talkItOver(house, tenant);
  await writeTwice(house, tenant);
  await work((ctx) => decide(ctx, decided, { decision: 'published', url: `https://example.com/${mark}`, why: `Vu ${mark}` }));
  return { ...tenant, ids: { ...tenant.ids, publication: undecided, webhook, comment: await work((ctx) => leaveComment(ctx, tenant)) } };
}

/**
 * A receiver that knows another secret answers 401, which no table of a webhook explains, so that a person is asked; a closed one answers
 * 410, a refusal for good.
 */
function addReceiver(ctx: Ctx, house: House, { ids, mark }: Tenant, address: string): Promise<Id> {
  return addChannel(ctx, house.seal, {
    clientId: ids.client,
    network: 'webhook',
    name: `${mark} receveur`,
    address,
    identity: { networkUserId: address, handle: `@${mark}`, displayName: mark, profileUrl: null, facts: {} },
    secret: { secret: `whsec_${Buffer.from(`another of ${mark}`).toString('base64')}` },
    session: null,
    onceClass: 'N',
    quietMs: 0,
  });
}

/** An account posted on by hand: one given to whoever posts, one they were written to about. */
async function postByHand(house: House, tenant: Tenant): Promise<void> {
  const { workspaceId, mark, ids } = tenant;
  await house.store.inWorkspace(workspaceId, ownerOf(tenant), async (ctx) => {
    const group = { clientId: ids.client, place: 'facebook_group', name: `Groupe ${mark}`, address: '' };
    const channelId = await addByHand(ctx, house.seal, group);
    await chooseReminder(ctx, channelId, 30);
    for (const [text, inMs] of [
      [`À la main ${mark}`, 0],
      [`Bientôt à la main ${mark}`, 600_000],
    ] as const)
      await planNow(ctx, tenant, { channelId, networkUserId: '', text, inMs, by: { network: 'facebook', onceClass: 'H' } });
  });
  await noteReminders({ store: house.store, ring: async () => undefined });
}

/** The worker's rounds for outgoing webhooks, once; the receiver refuses, which is written down too. */
async function tellReceivers(house: House, tenant: Tenant): Promise<void> {
  const ring = async (): Promise<void> => undefined;
  await readFacts(house.store, ring);
  const owner = ownerOf(tenant);
  const deliveries = await house.store.inWorkspace(tenant.workspaceId, owner, (ctx) => listDeliveries(ctx, { limit: 10 }));
  for (const { id } of deliveries) await deliver({ ...house, ring }, tenant.workspaceId, id);
}

/** What colleagues leave around a post: a version before a program wrote, a remark that was seen, a task. */
async function talkItOver({ store }: House, tenant: Tenant): Promise<void> {
  const { ids, mark, workspaceId } = tenant;
  await store.inWorkspace(workspaceId, { kind: 'system', name: 'cli' }, (ctx) =>
    savePost(ctx, { id: ids.post, text: `Texte ${mark}, par programme` }),
  );
  await store.inWorkspace(workspaceId, ownerOf(tenant), async (ctx) => {
    await writeRemark(ctx, ids.post, `Remarque ${mark} pour @Kossi`);
    await giveTask(ctx, ids.post, { kind: 'photograph', to: ids.person, due: null, note: `Photo ${mark}` });
    await seeRemarks(ctx, ids.post, ctx.now());
  });
}

/** One text arrives from a phone that knew nothing of the one that stands. */
async function writeTwice({ store }: House, tenant: Tenant): Promise<void> {
  const { ids, mark, workspaceId } = tenant;
  const edits = { text: { value: `Écrit hors ligne ${mark}`, known: [`Jamais vu ${mark}`] } };
  const change = { id: newId(), kind: 'write' as const, postId: ids.post, clientId: ids.client, base: 1, edits };
  await store.inWorkspace(workspaceId, ownerOf(tenant), (ctx) =>
    receiveChange(ctx, newId(), change, () => mergeWriting(ctx, newId(), change)),
  );
}

/** A program's key, and an answer kept for it. */
async function keepKey({ store }: House, { workspaceId, mark }: Tenant): Promise<void> {
  await store.inWorkspace(workspaceId, { kind: 'system', name: 'cli' }, async (ctx) => {
    const { id: keyId } = await makeApiKey(ctx, { name: `Caisse ${mark}`, scope: 'publish', clientIds: null });
    const once = { keyId, call: sha256('POST', '/api/v1/clients', mark), asked: sha256(mark) };
    await takeTurn(ctx, once);
    await keepAnswer(ctx, once, { status: 201, headers: {}, body: JSON.stringify({ name: mark }) });
  });
}

interface What {
  channelId: Id;
  networkUserId: string;
  text: string;
  inMs?: number;
  by?: { network: NetworkName; onceClass: OnceClass };
}

async function planNow(ctx: Ctx, { ids }: Tenant, what: What): Promise<Id[]> {
  const { channelId, networkUserId, text, inMs = 0, by = { network: 'webhook', onceClass: 'N' } } = what;
  const variants = [{ channelId, text: null, title: null, thread: [], mediaIds: null }];
  const { id: postId } = await savePost(ctx, { clientId: ids.client, title: text.slice(0, 60), text, mediaIds: [], variants });
  const at = new Date(ctx.now().getTime() + inMs);
  return schedulePublications(ctx, {
    postId,
    clientId: ids.client,
    wall: at.toISOString().slice(0, 16),
    zone: 'Africa/Lome',
    notBefore: at,
    publications: [{ channelId, ...by, networkUserId, segments: [{ text, title: text, language: 'fr', media: [] }] }],
  });
}

/** The sender's own steps, until nothing is due any more; delays of networks and channels divided by a hundred. */
async function sendAll(house: House): Promise<void> {
  const world: World = { ...openWorld(house, unquestioned), timings: { ...TIMINGS, networkFactor: 0.01, spacingMs: 0 } };
  const holder = newId();
  for (let idle = 0; idle < 20;) {
    const claims = await claimDue(world, holder, 10);
    for (const claim of claims) await step(world, claim);
    idle = claims.length > 0 ? 0 : idle + 1;
    if (claims.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function leaveComment(ctx: Ctx, { ids, articleSlug, mark }: Tenant): Promise<Id> {
  // Nobody writes within three seconds of opening a page.
  const opened = { ...ctx, now: () => new Date(ctx.now().getTime() - 60_000) };
  const shown = await commentStamp(opened, ids.site, ids.article);
  await writeComment(
    ctx,
    ids.site,
    articleSlug,
    { name: `Lectrice ${mark}`, text: `Commentaire ${mark}`, website: '', shown },
    '192.0.2.1',
  );
  const [comment] = await listComments(ctx, { state: 'pending' });
  return comment!.id;
}
