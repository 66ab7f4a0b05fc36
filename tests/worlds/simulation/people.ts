import {
  askFreshLook,
  cancelPublications,
  decide,
  listDecisions,
  listFailed,
  listHeld,
  movePublications,
  releaseChannel,
  releaseHeld,
  replacePayloads,
  retryFailed,
} from '../../../src/modules/publishing/index.server.ts';
import { Refusal } from '../../../src/words/refusal.ts';
import { payloadOf, type Channel, type Desk, type Post } from './desk.ts';
import type { Sky } from './network.ts';
import type { Truth } from './truth.ts';

export interface People {
  /** Does one thing, drawn from all. */
  act(): Promise<void>;
  /** Only answers what is asked, and lets channels go on. */
  answer(): Promise<void>;
}

/** People at work in the middle of it: they plan again, cancel, edit, pause, and answer what they are asked by what they see online. */
export function people(desk: Desk, sky: Sky, truth: Truth): People {
  const { chance, time, trace } = sky;
  const one = <T>(things: readonly T[], what: string): T | undefined => things[chance.between(what, 0, Math.max(0, things.length - 1))];
  const post = (): Post => one(desk.posts, 'post')!;
  let edits = 0;

  const acts: Record<string, () => Promise<unknown>> = {
    cancel: () => desk.act((ctx) => cancelPublications(ctx, post().id)),
    move: async () => {
      const at = new Date(time.clock.now().getTime() + chance.between('move', 0, 90_000));
      const when = {
        wall: at.toISOString().slice(0, 16),
        zone: 'Africa/Lome',
        notBefore: at,
        late: { policy: 'hold' as const, minutes: 30 },
      };
      await desk.act((ctx) => movePublications(ctx, post().id, when));
    },
    edit: async () => {
      const { id, channel } = post();
      const segments = [payloadOf(`modifié${(edits += 1)}fin`)];
      const outgoing = { channelId: channel.id, network: channel.network, onceClass: channel.onceClass, networkUserId: 'me', segments };
      await desk.act((ctx) => replacePayloads(ctx, id, [outgoing]));
    },
    pause: async () => void (one(desk.channels, 'channel')!.state = 'paused'),
    resume: () => resumeAll(desk),
    retry: () =>
      desk.act(async (ctx) => {
        const failed = one(await listFailed(ctx), 'failed');
        if (failed) await retryFailed(ctx, failed.id);
      }),
    release: () =>
      desk.act(async (ctx) => {
        const held = one(await listHeld(ctx), 'held');
        if (held) await releaseHeld(ctx, held.id);
      }),
    answer: () => answerOne(desk, sky, truth),
    look: () =>
      desk.act(async (ctx) => {
        const asked = one(await listDecisions(ctx), 'asked');
        if (asked) await askFreshLook(ctx, asked.id);
      }),
  };

  const doOne = async (name: string): Promise<void> => {
    try {
      await acts[name]!();
      trace(`Awa ${name}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      trace(`Awa ${name}: ${error.code}`);
    }
  };
  return {
    act: () => doOne(one(Object.keys(acts), 'act')!),
    answer: () => doOne(one(['answer', 'resume'], 'act')!),
  };
}

/** By what everyone can see: a person who decides waits until nothing can be on its way any more. */
async function answerOne(desk: Desk, { chance }: Sky, truth: Truth): Promise<void> {
  const asked = (await desk.act(listDecisions))[0];
  if (!asked || (await truth.isFlying(asked.id))) return;
  const published = { decision: 'published' as const, url: `https://network.test/${asked.id}` };
  const absent = { decision: chance.draw('decision') < 0.7 ? ('send' as const) : ('drop' as const) };
  const decision = (await truth.isOnline(asked.id)) ? published : absent;
  await desk.act((ctx) => decide(ctx, asked.id, decision));
}

async function resumeAll(desk: Desk): Promise<void> {
  const paused = desk.channels.filter((channel: Channel) => channel.state === 'paused');
  for (const channel of paused) {
    channel.state = 'connected';
    await desk.act((ctx) => releaseChannel(ctx, channel.id));
  }
}
