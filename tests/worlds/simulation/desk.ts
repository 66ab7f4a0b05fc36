import { schedulePublications, type Channels, type OpenChannel } from '../../../src/modules/publishing/index.server.ts';
import type { Late } from '../../../src/modules/publishing/shapes.ts';
import { sessionInMemory, type NetworkName, type OnceClass, type Payload } from '../../../src/networks/contract.ts';
import type { Ctx, Store } from '../../../src/plumbing/db/index.ts';
import type { Actor } from '../../../src/words/actor.ts';
import { newId, type Id } from '../../../src/words/ids.ts';
import { CLASS_NAMES, CLASSES, type Sky } from './network.ts';
import type { Life } from './time.ts';

export interface Channel {
  id: Id;
  onceClass: OnceClass;
  network: NetworkName;
  state: OpenChannel['state'];
}

export interface Post {
  id: Id;
  channel: Channel;
}

/** One person's desk: a workspace with a channel of each class. */
export interface Desk {
  workspaceId: Id;
  channels: Channel[];
  posts: Post[];
  /** Acts as the owner of the workspace. */
  act<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  plan(channel: Channel, texts: string[], inMs: number, late: Late): Promise<void>;
}

export function openDesk(store: Store, sky: Sky): Desk {
  const { time } = sky;
  const workspaceId = newId(time.clock.now().getTime());
  const awa: Actor = { kind: 'person', userId: newId(time.clock.now().getTime()), name: 'Awa', role: 'owner', clients: 'all' };
  const channels = CLASS_NAMES.map((onceClass): Channel => {
    return { id: newId(time.clock.now().getTime()), onceClass, network: CLASSES[onceClass], state: 'connected' };
  });
  const desk: Desk = {
    workspaceId,
    channels,
    posts: [],
    act: (work) => store.inWorkspace(workspaceId, awa, work),
    plan: async (channel, texts, inMs, late) => {
      const at = new Date(time.clock.now().getTime() + inMs);
      const post: Post = { id: newId(time.clock.now().getTime()), channel };
      await desk.act((ctx) =>
        schedulePublications(ctx, {
          postId: post.id,
          clientId: workspaceId,
          wall: at.toISOString().slice(0, 16),
          zone: 'Africa/Lome',
          notBefore: at,
          late,
          publications: [
            {
              channelId: channel.id,
              network: channel.network,
              onceClass: channel.onceClass,
              networkUserId: 'me',
              segments: texts.map(payloadOf),
            },
          ],
        }),
      );
      desk.posts.push(post);
    },
  };
  return desk;
}

export const payloadOf = (text: string): Payload => ({ text, title: '', language: 'fr', media: [] });

/** The channels' room as the sender sees it. */
export const channelsOf =
  (desk: Desk, { time, chance, weather }: Sky) =>
  (life: Life): Channels => ({
    open: async (_ctx, channelId) => {
      const channel = desk.channels.find((one) => one.id === channelId)!;
      const session = sessionInMemory();
      const line = { channelId, workspaceId: desk.workspaceId, address: '', networkUserId: 'me', secret: {}, facts: {}, session };
      return { state: channel.state, line, networkUserId: 'me', quietMs: 0 };
    },
    confirm: async () => {
      await time.wait(chance.between('identity', 5, 300), life);
      const unreadable = time.now() < weather.until && chance.draw('identity/fails') < 0.2;
      return unreadable ? { kind: 'unknown', code: 'http_503' } : { kind: 'same' };
    },
    health: async () => undefined,
  });
