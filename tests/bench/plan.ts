import { readWhose } from '../../src/wiring/build-outgoing.ts';
import { createScheduledPost } from '../../src/wiring/plan-post.ts';
import type { Id } from '../../src/words/ids.ts';
import type { Stage } from './stage.ts';

/** Plans one post on some channels at an instant, to the second. @returns its id */
export async function plan(stage: Stage, text: string, channelIds: readonly Id[], at: Date): Promise<Id> {
  const variants = channelIds.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null }));
  const content = { clientId: stage.clientId, title: '', text, mediaIds: [], variants };
  const when = { wall: at.toISOString().slice(0, 19), zone: 'UTC' };
  const { post } = await stage.work(async (ctx) => createScheduledPost(ctx, content, when, await readWhose(ctx, stage.clientId)));
  return post.id;
}

/** Several at a time, as several people would. */
export async function planAll(stage: Stage, posts: readonly { text: string; channelIds: readonly Id[] }[], at: Date): Promise<void> {
  const waiting = [...posts];
  const writer = async (): Promise<void> => {
    for (let post = waiting.pop(); post; post = waiting.pop()) await plan(stage, post.text, post.channelIds, at);
  };
  await Promise.all([writer(), writer(), writer(), writer()]);
}

/** A second far enough to have planned everything before it. */
export const inSeconds = (seconds: number): Date => new Date(Math.ceil(Date.now() / 1000) * 1000 + seconds * 1000);
