import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { copyLink, enterByLink } from '../../src/modules/approval/index.server.ts';
import { keepImport, readImportFile, savePost } from '../../src/modules/calendar/index.server.ts';
import { addByHand } from '../../src/modules/channels/index.server.ts';
import { addMedia, keepShared } from '../../src/modules/library/index.server.ts';
import { readToPost } from '../../src/modules/publishing/index.server.ts';
import { listProposable, proposePosts } from '../../src/wiring/ask-client.ts';
import type { Id } from '../../src/words/ids.ts';
import type { Furnished } from './furnish.ts';
import { inSeconds, plan } from './plan.ts';
import { monthAhead } from './plant.ts';
import type { Stage } from './stage.ts';

const PLACES = ['x', 'telegram', 'whatsapp_status'];
const PICTURE = path.join(import.meta.dirname, '../journeys/tenants/picture.png');

/** What a furnished workspace lacks for every screen to have something to show. */
export interface FittedOut {
  byHand: { channel: Id; post: Id };
  /** A post with a picture, and its picture. */
  pictured: { post: Id; media: Id };
  /** Five posts without a picture, asked about. */
  request: Id;
  /** The client's link, and the cookie of who opened it. */
  client: { door: string; cookie: string };
  import: string;
  shared: string;
}

export async function fitOut({ stage, channel }: Furnished): Promise<FittedOut> {
  const { work, clientId } = stage;
  const { house } = stage.inside;
  const hands: Id[] = [];
  for (const place of PLACES) hands.push(await work((ctx) => addByHand(ctx, house.seal, { clientId, place, name: place, address: '' })));
  const post = await plan(stage, 'Demain, les tissus de Kpalimé arrivent : réservez au 90 12 34 56.', hands, monthAhead(2));
  await plan(stage, 'Ce soir, musique à la grande porte.', hands, inSeconds(1));
  while ((await work(readToPost)).length < hands.length) await sleep(200);

  const request = await work(async (ctx) => {
    const ahead = await listProposable(ctx, clientId, 'Africa/Lome');
    const wanted = ahead.slice(0, 5).map(({ id }) => id);
    return proposePosts(ctx, clientId, wanted, 'Mme Afi');
  });
  const door = await work((ctx) => copyLink(ctx, house.seal, request));
  const { token } = await enterByLink(house.store, door, 'Mme Afi');
  return {
    byHand: { channel: hands[0]!, post },
    pictured: await picture(stage, [channel, hands[1]!]),
    request,
    client: { door: `/validate/${door}`, cookie: `palabre-validate=${token}` },
    ...(await bring(stage)),
  };
}

const photo = (): File => new File([new Uint8Array(readFileSync(PICTURE))], 'photo.png', { type: 'image/png' });

/** More than a composer is opened with: a client has a library. */
const OTHERS = 8;

async function picture({ inside, work, workspaceId, clientId }: Stage, channelIds: Id[]): Promise<FittedOut['pictured']> {
  const actor = await work(async (ctx) => ctx.actor);
  for (let index = 0; index < OTHERS; index++) {
    const square = sharp({ create: { width: 64, height: 64, channels: 3, background: `hsl(${index * 40}, 50%, 50%)` } });
    const body = new Blob([new Uint8Array(await square.png().toBuffer())]).stream();
    await addMedia(inside.house, actor, workspaceId, { clientId, name: `photo-${index}.png`, alt: '', body });
  }
  const { media } = await addMedia(inside.house, actor, workspaceId, {
    clientId,
    name: 'photo.png',
    alt: 'Une étoffe',
    body: photo().stream(),
  });
  const variants = channelIds.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null }));
  const { id } = await work((ctx) => savePost(ctx, { clientId, title: '', text: 'Une étoffe', mediaIds: [media.id], variants }));
  return { post: id, media: media.id };
}

/** What came in by other doors: a file of posts, a picture shared from a phone. */
async function bring({ inside: { house }, work, workspaceId }: Stage): Promise<Pick<FittedOut, 'import' | 'shared'>> {
  const { rows } = await readImportFile(house.config, new Blob(['Client;Jour;Heure;Texte\nPersonne;hier;;\n']));
  const actor = await work(async (ctx) => ctx.actor);
  return {
    import: await work((ctx) => keepImport(ctx, { name: 'posts.csv', rows })),
    shared: await keepShared(house, actor, workspaceId, { files: [photo()], text: 'Au marché' }),
  };
}
