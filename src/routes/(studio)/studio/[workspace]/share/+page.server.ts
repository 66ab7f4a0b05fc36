import { redirect } from '@sveltejs/kit';
import { keepShared } from '#modules/library';
import { ADDED_FILES } from '#modules/library/shapes';
import { act } from '#plumbing/web';
import type { Actions } from './$types';

export const actions: Actions = {
  /** What the phone's share sheet posts (app.webmanifest). Nothing of it is anybody's before the person said whose. */
  default: (event) =>
    act(event, async (form) => {
      const files = form.getAll(ADDED_FILES).filter((one): one is File => typeof one !== 'string' && one.size > 0);
      const words = ['title', 'text', 'url'].map((name) => String(form.get(name) ?? '').trim()).filter(Boolean);
      const text = [...new Set(words)].join('\n\n');
      if (files.length === 0 && text === '') redirect(303, event.url.pathname);
      const { actor, workspaceId } = await event.locals.work(async (ctx) => ctx);
      redirect(303, `${event.url.pathname}/${await keepShared(event.locals.house, actor, workspaceId, { files, text })}`);
    }),
};
