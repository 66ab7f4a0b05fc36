import { readPost, savePost } from '#modules/calendar';
import { readClient } from '#modules/clients';
import type { Ctx } from '#plumbing/db';
import { Refusal } from '#words/refusal.ts';
import { buildOutgoing } from '../../../../wiring/build-outgoing.ts';
import { createScheduledPost } from '../../../../wiring/plan-post.ts';
import type { Answer } from '../door/answer.ts';
import { postTag, showPost, variantOf, type NewPost } from '../shapes/post.ts';
import { allOrNothing, errorsOf } from './refuse-blocked.ts';
import { warningsOf, whenOf } from './when.ts';

/** A draft, or with `schedule` a planned post: refused as a whole when one of its networks would not take it. */
export async function addPost(ctx: Ctx, body: NewPost): Promise<Answer> {
  const client = await clientOf(ctx, body.client);
  const content = {
    clientId: client.id,
    title: body.title ?? '',
    text: body.text,
    mediaIds: body.media ?? [],
    variants: body.variants.map(variantOf),
  };
  if (!body.schedule) {
    const post = await readPost(ctx, (await savePost(ctx, content)).id);
    const { blocked } = await buildOutgoing(ctx, post);
    return { status: 201, body: showPost(post, [], errorsOf(post, blocked)), headers: { etag: postTag(post) } };
  }
  const made = await allOrNothing(content, createScheduledPost(ctx, content, whenOf(ctx, body.schedule, client)));
  return {
    status: 201,
    body: showPost(made.post, made.publications, warningsOf(made.plan)),
    headers: { etag: postTag(made.post) },
  };
}

/** A client that is not there is a wrong field here, not a wrong address. */
async function clientOf(ctx: Ctx, id: string) {
  try {
    return await readClient(ctx, id);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') throw new Refusal('client_unknown', { field: 'client', cause: error });
    throw error;
  }
}
