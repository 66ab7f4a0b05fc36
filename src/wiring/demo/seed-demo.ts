import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import sharp from 'sharp';
import { savePost } from '#modules/calendar';
import { addByHand, addChannel } from '#modules/channels';
import { promiseStrategy } from '#modules/strategy';
import { createClient } from '#modules/clients';
import { addMedia } from '#modules/library';
import { createSite, siteNetwork } from '#modules/site';
import { createAccount, createWorkspace, readDataPrice } from '#modules/team';
import { fakeClock } from '#plumbing/clock';
import { openStore, type Ctx } from '#plumbing/db';
import { networkOf } from '#networks/contract';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { resolveWallTime, wallTimeAt, type WallTime } from '#words/zone.ts';
import type { House } from '../open-house.ts';
import { wireNetworks } from '../networks.ts';
import { schedulePost } from '../plan-post.ts';
import { askTantine } from './ask-tantine.ts';
import { ACCOUNTS_BY_HAND } from './posted-by-hand.ts';
import { leaveComments } from './leave-comments.ts';
import { workOff } from './work-off.ts';
import { CLIENTS, OWNER, PICTURES, POSTS, WORKSPACE, type PictureName, type SampleClient, type SamplePost } from './content.ts';

const DAY = 86_400_000;

/**
 * Fills an empty database with the sample workspace by living through it: a clock of its own goes from two weeks ago to now, people's
 * verbs plan, and the real sender sends to networks that lead nowhere. What the screens show then is what the machine wrote.
 * @returns the owner's id, for the link that lets the visitor in
 */
export async function seedDemo(real: House, connection: pg.PoolConfig): Promise<Id> {
  const now = real.clock.now();
  const clock = fakeClock(new Date(now.getTime() - 14 * DAY));
  const store = openStore(connection, { clock, ring: real.jobs.ring, max: 4 });
  const networks = wireNetworks({ ...real, clock }, [siteNetwork({ store, config: real.config })]);
  const house: House = { ...real, clock, store, networks };
  try {
    return await fill(house, clock, now);
  } finally {
    await store.close();
  }
}

async function fill(house: House, clock: ReturnType<typeof fakeClock>, now: Date): Promise<Id> {
  // No password: the only way in is the link printed at each start.
  const userId = await createAccount(
    house.store.outside,
    { ...OWNER, language: 'fr', passwordHash: '!', emailVerified: true },
    clock.now(),
  );
  const { workspaceId } = await createWorkspace(house, { ...WORKSPACE, ownerUserId: userId });
  const owner: Actor = { kind: 'person', userId, name: OWNER.name, role: 'owner', clients: 'all' };
  const work = <T>(verb: (ctx: Ctx) => Promise<T>): Promise<T> => house.store.inWorkspace(workspaceId, owner, verb);

  const brands = new Map<string, Brand>();
  for (const client of CLIENTS) brands.set(client.key, await work((ctx) => addBrand(ctx, house, client)));
  const pictures = await addPictures(house, owner, workspaceId, brands);

  const today = wallTimeAt(now, WORKSPACE.zone).slice(0, 10);
  const dated = POSTS.filter((post) => post.when).map((post) => ({ post, ...hourOf(post, brands, today) }));
  const inOrder = dated.sort((a, b) => a.instant.getTime() - b.instant.getTime());
  for (const { post, wall, instant } of inOrder) {
    // Planned the day before, or now when that is still to come.
    clock.set(new Date(Math.min(instant.getTime() - DAY, now.getTime())));
    const id = await work((ctx) => write(ctx, post, brands, pictures));
    await work((ctx) =>
      schedulePost(ctx, id, { wall, zone: brands.get(post.client)!.zone, ...(post.lateMinutes && { lateMinutes: post.lateMinutes }) }),
    );
    if (instant <= now) await workOff(house, clock, instant);
  }
  clock.set(now);
  for (const post of POSTS.filter((one) => !one.when)) await work((ctx) => write(ctx, post, brands, pictures));
  await askTantine(house, work, brands.get('tantine')!);
  await leaveComments(house.store, clock, owner, workspaceId, brands.get('carnet')!.siteId!);
  clock.set(now);
  return userId;
}

interface Brand {
  clientId: Id;
  zone: string;
  channels: Map<string, Id>;
  /** By name. */
  pillars: Map<string, Id>;
  siteId: Id | null;
}

async function addBrand(ctx: Ctx, house: House, sample: SampleClient): Promise<Brand> {
  const { name, monogram, colour, zone } = sample;
  const client = await createClient(ctx, { name, monogram, colour, zone, language: 'fr' });
  const promised = sample.promised && (await promiseStrategy(ctx, client.id, sample.promised));
  const pillars = new Map(promised?.pillars.map((pillar) => [pillar.name, pillar.id]));
  const brand: Brand = { clientId: client.id, zone, channels: new Map(), pillars, siteId: null };
  for (const account of sample.accounts) {
    const network = networkOf(house.networks, account.network);
    const facts = {};
    const channelId = await addChannel(ctx, house.seal, {
      clientId: client.id,
      network: account.network,
      name: account.name,
      address: 'https://exemple.invalid',
      identity: { networkUserId: account.key, handle: account.handle, displayName: name, profileUrl: null, facts },
      secret: {},
      session: null,
      onceClass: network.onceClass({ address: 'https://exemple.invalid', facts }),
      quietMs: network.quietMs,
    });
    brand.channels.set(account.key, channelId);
  }
  for (const { key, ...asked } of ACCOUNTS_BY_HAND[sample.key] ?? [])
    brand.channels.set(key, await addByHand(ctx, house.seal, { clientId: client.id, ...asked }));
  if (sample.key !== 'carnet') return brand;
  const site = await createSite(ctx, house, {
    clientId: client.id,
    title: name,
    language: 'fr',
    zone,
    authorName: OWNER.name,
    colour,
    dataPrice: await readDataPrice(ctx),
  });
  brand.channels.set('site', site.channelId);
  return { ...brand, siteId: site.siteId };
}

/** Each picture goes to the library of every brand that shows it. */
async function addPictures(house: House, actor: Actor, workspaceId: Id, brands: Map<string, Brand>): Promise<Map<string, Id>> {
  const added = new Map<string, Id>();
  for (const post of POSTS) {
    if (!post.picture || added.has(pictureKey(post))) continue;
    const body = new Blob([await draw(house, post.picture)]).stream();
    const { clientId } = brands.get(post.client)!;
    const name = `${post.picture}.jpg`;
    const { media } = await addMedia(house, actor, workspaceId, { clientId, name, body, alt: PICTURES[post.picture] });
    added.set(pictureKey(post), media.id);
  }
  return added;
}

async function draw(house: House, picture: PictureName): Promise<Uint8Array<ArrayBuffer>> {
  const drawing = await readFile(path.join(house.config.root, 'src', 'wiring', 'demo', 'pictures', `${picture}.svg`));
  return new Uint8Array(await sharp(drawing).resize(1200).jpeg({ quality: 82 }).toBuffer());
}

async function write(ctx: Ctx, post: SamplePost, brands: Map<string, Brand>, pictures: Map<string, Id>): Promise<Id> {
  const brand = brands.get(post.client)!;
  const picture = pictures.get(pictureKey(post));
  const { id } = await savePost(ctx, {
    clientId: brand.clientId,
    pillarId: post.pillar === undefined ? null : brand.pillars.get(post.pillar),
    title: post.title,
    text: post.text,
    mediaIds: picture ? [picture] : [],
    variants: post.to.map((account) => ({
      channelId: brand.channels.get(account)!,
      text: post.variants?.[account] ?? null,
      title: null,
      thread: post.comments?.[account] ? [post.comments[account]] : [],
      mediaIds: null,
    })),
  });
  return id;
}

const pictureKey = (post: SamplePost): string => `${post.client}/${post.picture}`;

function hourOf(post: SamplePost, brands: Map<string, Brand>, today: string): { wall: WallTime; instant: Date } {
  const { day, at } = post.when!;
  const date = new Date(Date.parse(`${today}T12:00:00Z`) + day * DAY).toISOString().slice(0, 10);
  const wall = `${date}T${at}`;
  const resolved = resolveWallTime(wall, brands.get(post.client)!.zone);
  if (resolved.kind === 'gap') throw new Error(`${wall} does not exist in ${brands.get(post.client)!.zone}`);
  return { wall, instant: resolved.instant };
}
