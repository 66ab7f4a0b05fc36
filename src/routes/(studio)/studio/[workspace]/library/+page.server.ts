import { redirect } from '@sveltejs/kit';
import { addFiles, countMedia, listMedia, listTags, restoreMedia } from '#modules/library';
import { ADDED_FILES, itemOf, LIMITS, type Cleaned } from '#modules/library/shapes';
import { act, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { invalid, notFound, Refusal } from '#words/refusal.ts';
import { wallTimeAt } from '#words/zone.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 60;

export const load: PageServerLoad = ({ locals, url }) =>
  show(async () => {
    const asked = (name: string) => {
      const value = url.searchParams.get(name);
      return isId(value) ? value : null;
    };
    const question = {
      clientId: asked('client'),
      unsaid: url.searchParams.has('unsaid'),
      words: (url.searchParams.get('words') ?? '').slice(0, 100),
      tag: (url.searchParams.get('tag') ?? '').slice(0, LIMITS.tagCharacters),
    };
    return locals.work(async (ctx) => {
      const found = await listMedia(ctx, { ...question, before: asked('before'), limit: PAGE + 1 });
      const items = found.slice(0, PAGE).map(itemOf);
      const older = found.length > PAGE ? items.at(-1)!.id : null;
      const today = wallTimeAt(ctx.now(), locals.member!.zone).slice(0, 10);
      return {
        items,
        older,
        today,
        counts: await countMedia(ctx, question.clientId),
        tags: await listTags(ctx, question.clientId),
        ...question,
      };
    });
  });

export const actions: Actions = {
  add: (event) =>
    act(event, async (form) => {
      const clientId = form.get('clientId');
      if (!isId(clientId)) throw invalid('clientId');
      const { actor, workspaceId } = await event.locals.work(async (ctx) => ctx);
      const added = await addFiles(event.locals.house, actor, workspaceId, form, { clientId, credit: String(form.get('credit') ?? '') });
      if (added.length === 0) throw new Refusal('media_missing', { field: ADDED_FILES });
      const [first] = added;
      if (added.length === 1) redirect(303, `${event.url.pathname}/${first!.media.id}?done=added${removedFrom(first!.cleaned)}`);
      redirect(303, `${event.url.pathname}?client=${clientId}&done=added&count=${added.length}`);
    }),
  restore: (event) =>
    act(event, async (form) => {
      const id = form.get('id');
      if (!isId(id)) throw notFound();
      await event.locals.work((ctx) => restoreMedia(ctx, id));
      redirect(303, `${event.url.pathname}?done=restored`);
    }),
};

const removedFrom = (cleaned: Cleaned): string =>
  Object.entries(cleaned)
    .filter(([, removed]) => removed)
    .map(([what]) => `&removed=${what}`)
    .join('');
