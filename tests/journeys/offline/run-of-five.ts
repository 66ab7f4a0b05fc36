import { expect } from 'vitest';
import { savePost } from '../../../src/modules/calendar/index.server.ts';
import { addByHand } from '../../../src/modules/channels/index.server.ts';
import { listClients } from '../../../src/modules/clients/index.server.ts';
import { addMedia } from '../../../src/modules/library/index.server.ts';
import { readPublicationsOf } from '../../../src/modules/publishing/index.server.ts';
import { publishNow } from '../../../src/wiring/plan-post.ts';
import type { Ctx } from '../../../src/plumbing/db/index.ts';
import type { Id } from '../../../src/words/ids.ts';
import { openInside } from '../palabre/inside.ts';
import type { Scene } from '../palabre/furnished.ts';
import { actingOwner } from './owner.ts';

export interface Five {
  postIds: Id[];
  /** The state of each, in their order. */
  states(): Promise<string[]>;
  /** Rows of the ledger that say what a person decided. */
  countDecisions(): Promise<number>;
  close(): Promise<void>;
}

const TEXTS = [
  'Ce matin, le pain sort à 6 h.',
  'À midi : riz au gras et poisson.',
  'Le four est froid, la porte est ouverte.',
  'Ablo, vapeur et patience.',
  'Dimanche, on dort.',
];

/** Five posts that a person is to publish by hand now, one of them with a picture. */
export async function planFive(scene: Scene, picture: Uint8Array): Promise<Five> {
  const inside = await openInside(scene.palabre);
  const { house } = inside;
  const { workspaceId, actor } = await actingOwner(inside);
  const work = <T>(verb: (ctx: Ctx) => Promise<T>): Promise<T> => house.store.inWorkspace(workspaceId, actor, verb);
  const [client] = await work(listClients);
  const clientId = client!.id;
  const channelId = await work((ctx) =>
    addByHand(ctx, house.seal, { clientId, place: 'whatsapp_status', name: 'Statut du carnet', address: '' }),
  );
  const page = await work((ctx) => addByHand(ctx, house.seal, { clientId, place: 'facebook_page', name: 'Page du carnet', address: '' }));
  const body = new Blob([picture as BlobPart]).stream();
  const { media } = await addMedia(house, actor, workspaceId, { clientId, name: 'four.png', body, alt: 'Le four' });
  const postIds: Id[] = [];
  for (const [index, text] of TEXTS.entries()) {
    const variants = [{ channelId: index < 3 ? page : channelId, text: null, title: null, thread: [], mediaIds: null }];
    const { id } = await work((ctx) => savePost(ctx, { clientId, text, variants, mediaIds: index === 0 ? [media.id] : [] }));
    await work((ctx) => publishNow(ctx, id, 'Africa/Lome'));
    postIds.push(id);
  }
  return {
    postIds,
    states: async () => {
      const all = await work((ctx) => readPublicationsOf(ctx, postIds));
      return postIds.map((id) => all.find(({ postId }) => postId === id)!.state);
    },
    countDecisions: async () => (await inside.steal<{ n: number }>('select count(*)::int as n from publishing.decision'))[0]!.n,
    close: () => inside.close(),
  };
}

/** @returns once the clock has given all five to a person */
export const waitUntilGiven = (five: Five): Promise<void> =>
  expect.poll(five.states, { timeout: 60_000, interval: 1_000 }).toEqual(Array.from({ length: 5 }, () => 'NEEDS_DECISION'));
