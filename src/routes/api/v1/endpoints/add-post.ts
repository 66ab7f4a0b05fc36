import { readPost, savePost } from '#modules/calendar';
import type { Ctx } from '#plumbing/db';
import { Refusal } from '#words/refusal.ts';
import { buildOutgoing, readWhose, type Whose } from '../../../../wiring/build-outgoing.ts';
import { createScheduledPost } from '../../../../wiring/plan-post.ts';
import type { Answer } from '../door/answer.ts';
import { postTag, ratiosOf, showPost, variantOf, type NewPost } from '../shapes/post.ts';
import { allOrNothing, errorsOf } from './refuse-blocked.ts';
import { repeatsOf, warningsOf, whenOf } from './when.ts';

/** A draft, or with `schedule` a planned post: refused as a whole when one of its networks would not take it. */
export async function addPost(ctx: Ctx, body: NewPost): Promise<Answer> {
  const whose = await whoseOf(ctx, body.client);
  const { client } = whose;
  const content = {
    clientId: client.id,
    title: body.title ?? '',
    text: body.text,
    mediaIds: body.media ?? [],
    variants: body.variants.map(variantOf),
    ratios: ratiosOf(body.variants),
  };
  if (!body.schedule) {
    const post = await readPost(ctx, (await savePost(ctx, content)).id);
    const { blocked } = await buildOutgoing(ctx, post, whose);
    return { status: 201, body: showPost(post, [], errorsOf(post, blocked)), headers: { etag: postTag(post) } };
  }
  const made = await allOrNothing(content, createScheduledPost(ctx, content, whenOf(ctx, body.schedule, client), whose));
  return {
    status: 201,
    body: showPost(made.post, made.publications, [...warningsOf(made.plan), ...(await repeatsOf(ctx, made.publications))]),
    headers: { etag: postTag(made.post) },
  };
}

/** A client that is not there is a wrong field here, not a wrong address. */
async function whoseOf(ctx: Ctx, id: string): Promise<Whose> {
  try {
    return await readWhose(ctx, id);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') throw new Refusal('client_unknown', { field: 'client', cause: error });
    throw error;
  }
}
