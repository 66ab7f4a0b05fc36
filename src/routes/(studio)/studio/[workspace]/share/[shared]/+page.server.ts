import { redirect } from '@sveltejs/kit';
import { addFiles, forgetShared, openShared } from '#modules/library';
import { ADDED_FILES } from '#modules/library/shapes';
import { act, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { beginPost } from '../../../../../../wiring/begin-post.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    const { actor, workspaceId } = await locals.work(async (ctx) => ctx);
    const { files, text } = await openShared(locals.house, actor, workspaceId, params.shared);
    return { text, files: files.map(({ name, size }) => ({ name, size })) };
  });

export const actions: Actions = {
  /** Into the library of the client one says, and into a new post where one wants that. */
  default: (event) =>
    act(event, async (form) => {
      const { house, work } = event.locals;
      const clientId = form.get('clientId');
      if (!isId(clientId)) throw invalid('clientId');
      const { actor, workspaceId } = await work(async (ctx) => ctx);
      const { files, text } = await openShared(house, actor, workspaceId, event.params.shared);
      const shared = new FormData();
      for (const file of files) shared.append(ADDED_FILES, file);
      const added = await addFiles(house, actor, workspaceId, shared, { clientId });
      await forgetShared(house, event.params.shared);
      const studio = `/studio/${event.params.workspace}`;
      const mediaIds = added.map(({ media }) => media.id);
      if (form.get('into') === 'post' || mediaIds.length === 0)
        redirect(303, `${studio}/posts/${(await work((ctx) => beginPost(ctx, clientId, { text, mediaIds }))).id}`);
      const one = mediaIds.length === 1 ? `/${mediaIds[0]}?done=added` : `?client=${clientId}&done=added&count=${mediaIds.length}`;
      redirect(303, `${studio}/library${one}`);
    }),
};
