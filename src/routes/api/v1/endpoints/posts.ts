import { z } from '@hono/zod-openapi';
import { deletePost, listPosts, readPost } from '#modules/calendar';
import type { Post } from '#modules/calendar/shapes';
import { cancelPublications, readPublicationsOf, tooLate } from '#modules/publishing';
import type { Ctx } from '#plumbing/db';
import { notFound } from '#words/refusal.ts';
import { forgetPlan } from '../../../../wiring/plan-post.ts';
import type { Answer } from '../door/answer.ts';
import { checkMatch } from '../door/etag.ts';
import { afterOf, cutPage } from '../door/pages.ts';
import { pathId } from '../door/path-id.ts';
import { asId } from '../door/places.ts';
import { problemOf, type FieldError } from '../door/problem.ts';
import { endpoint, type Call } from '../endpoint.ts';
import { pageSchema, paging } from '../shapes/lists.ts';
import { newPostSchema, postPatchSchema, postSchema, postTag, showPost } from '../shapes/post.ts';
import { scheduleBodySchema } from '../shapes/schedule.ts';
import { id } from '../shapes/texts.ts';
import { addPost } from './add-post.ts';
import { changePost, putOnSchedule } from './change-post.ts';

/** The post of the path, locked, as the caller last saw it when they say which version that was. */
async function lockedPost(ctx: Ctx, call: Pick<Call, 'params' | 'ifMatch'>): Promise<Post> {
  const post = await readPost(ctx, pathId(call), { lock: true });
  if (post.deletedAt) throw notFound();
  checkMatch(call.ifMatch, postTag(post));
  return post;
}

async function answerPost(ctx: Ctx, postId: string, warnings: FieldError[] = []): Promise<Answer> {
  const post = await readPost(ctx, postId);
  if (post.deletedAt) throw notFound();
  const publications = await readPublicationsOf(ctx, [postId]);
  return { status: 200, body: showPost(post, publications, warnings), headers: { etag: postTag(post) } };
}

export const posts = [
  endpoint({
    method: 'post',
    path: '/posts',
    summary: 'Writes a post; with `schedule` it is planned too, and approved where no client’s approval is asked.',
    body: newPostSchema,
    answers: { status: 201, schema: postSchema, tagged: true },
    refusals: [409],
    work: (ctx, { body }) => addPost(ctx, body),
  }),
  endpoint({
    method: 'get',
    path: '/posts',
    summary: 'Posts in the order they were made.',
    query: z.object({ ...paging, client: id().optional() }),
    answers: { status: 200, schema: pageSchema('PostPage', postSchema) },
    refusals: [404],
    work: async (ctx, { query: { cursor, limit, client } }) => {
      const after = afterOf(cursor, asId);
      const found = await listPosts(ctx, { limit: limit + 1, ...(after && { after }), ...(client && { clientId: client }) });
      const publications = await readPublicationsOf(
        ctx,
        found.map((post) => post.id),
      );
      const of = (post: Post) => publications.filter((one) => one.postId === post.id);
      return { status: 200, body: cutPage(found, { limit, placeOf: (post) => post.id, show: (post) => showPost(post, of(post)) }) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/posts/{id}',
    summary: 'One post with its publications.',
    answers: { status: 200, schema: postSchema, tagged: true },
    refusals: [404],
    work: (ctx, call) => answerPost(ctx, pathId(call)),
  }),
  endpoint({
    method: 'patch',
    path: '/posts/{id}',
    summary:
      'Replaces the fields it names (`variants` whole). What was scheduled follows; an approval of the old content no longer counts.',
    body: postPatchSchema,
    ifMatch: 'needed',
    answers: { status: 200, schema: postSchema, tagged: true },
    refusals: [404, 409],
    work: async (ctx, call) => {
      const post = await lockedPost(ctx, call);
      return answerPost(ctx, post.id, await changePost(ctx, post, call.body));
    },
  }),
  endpoint({
    method: 'delete',
    path: '/posts/{id}',
    summary: 'Takes the post back, then deletes it.',
    ifMatch: 'needed',
    answers: { status: 204 },
    refusals: [404, 409],
    work: async (ctx, call) => {
      const post = await lockedPost(ctx, call);
      const late = await takeBack(ctx, post);
      if (late) return late;
      await deletePost(ctx, post.id);
      return { status: 204 };
    },
  }),
  endpoint({
    method: 'post',
    path: '/posts/{id}/schedule',
    summary: 'Plans the post as it is, or moves what was planned. The body is a schedule, or `{"schedule": …}`.',
    body: scheduleBodySchema,
    ifMatch: 'heeded',
    answers: { status: 200, schema: postSchema, tagged: true },
    refusals: [404, 409],
    work: async (ctx, call) => {
      const post = await lockedPost(ctx, call);
      return answerPost(ctx, post.id, await putOnSchedule(ctx, post, call.body));
    },
  }),
  endpoint({
    method: 'post',
    path: '/posts/{id}/cancel',
    summary: 'Takes back what has not left. 409 `already_sending` when it is too late: the wish is kept and asked again after the verdict.',
    ifMatch: 'heeded',
    answers: { status: 200, schema: postSchema, tagged: true },
    refusals: [404, 409],
    work: async (ctx, call) => {
      const post = await lockedPost(ctx, call);
      return (await takeBack(ctx, post)) ?? answerPost(ctx, post.id);
    },
  }),
];

/** Answers the refusal instead of throwing it: the wish to cancel is committed with it. Null when all was taken back in time. */
async function takeBack(ctx: Ctx, post: Post): Promise<Answer | null> {
  const refusal = tooLate(await cancelPublications(ctx, post.id));
  if (refusal) return problemOf(refusal);
  await forgetPlan(ctx, post.id);
  return null;
}
