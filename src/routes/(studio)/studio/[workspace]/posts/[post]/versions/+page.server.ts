import { redirect } from '@sveltejs/kit';
import { listVersions, readPost, takeUpVersion, VERSIONS_PAGE } from '#modules/calendar';
import { firstLine } from '#modules/calendar/shapes';
import { listChannels } from '#modules/channels';
import { findMedia } from '#modules/library';
import { listPillars } from '#modules/strategy';
import { listNames } from '#modules/team';
import { act, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

const pageOf = (text: string | null): number => Math.max(0, Math.trunc(Number(text))) || 0;

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(async () => {
    if (!isId(params.post)) throw notFound();
    const skip = pageOf(url.searchParams.get('skip'));
    return locals.work(async (ctx) => {
      const post = await readPost(ctx, params.post);
      const { versions, more } = await listVersions(ctx, params.post, skip);
      const people = new Map((await listNames(ctx)).map(({ userId, name }) => [userId, name]));
      const mediaIds = versions.flatMap(({ differences }) => differences.flatMap((one) => ('mediaIds' in one ? one.mediaIds : [])));
      return {
        postId: params.post,
        clientId: post.clientId,
        name: firstLine(post.title, post.text),
        writable: post.deletedAt === null,
        versions: versions.map(({ n, state, writtenBy, writtenAt, differences, first }) => ({
          ...{ n, writtenAt, differences, first, text: state.text, title: state.title },
          by: writtenBy === null ? null : (people.get(writtenBy) ?? ''),
        })),
        newest: skip === 0,
        next: more ? skip + VERSIONS_PAGE : null,
        accounts: Object.fromEntries(
          (await listChannels(ctx, { clientId: post.clientId, removed: true })).map(({ id, name }) => [id, name]),
        ),
        media: Object.fromEntries(
          (mediaIds.length > 0 ? await findMedia(ctx, mediaIds) : []).map((one) => [one.id, one.alt || one.originalName]),
        ),
        pillars: Object.fromEntries((await listPillars(ctx, { clientId: post.clientId })).map(({ id, name }) => [id, name])),
      };
    });
  });

export const actions: Actions = {
  takeUp: (event) =>
    act(event, async (form) => {
      const version = Number(form.get('version'));
      if (!Number.isInteger(version) || version < 1 || version > 2 ** 31 - 1) throw notFound();
      await event.locals.work((ctx) => takeUpVersion(ctx, event.params.post, version));
      redirect(303, `/studio/${event.params.workspace}/posts/${event.params.post}?done=taken_up`);
    }),
};
