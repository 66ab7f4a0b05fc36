import { redirect } from '@sveltejs/kit';
import {
  addFiles,
  countMedia,
  createFolder,
  fileMedia,
  listFolders,
  listMedia,
  listTags,
  removeFolder,
  renameFolder,
  restoreMedia,
} from '#modules/library';
import { ADDED_FILES, itemOf, LIMITS, type Cleaned } from '#modules/library/shapes';
import { act, show } from '#plumbing/web';
import { isId, type Id } from '#words/ids.ts';
import { invalid, notFound, Refusal } from '#words/refusal.ts';
import { wallTimeAt } from '#words/zone.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

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
      doubles: url.searchParams.has('doubles'),
      words: (url.searchParams.get('words') ?? '').slice(0, 100),
      tag: (url.searchParams.get('tag') ?? '').slice(0, LIMITS.tagCharacters),
      folder: url.searchParams.get('folder') === 'none' ? ('none' as const) : asked('folder'),
    };
    return locals.work(async (ctx) => {
      const { folder, ...rest } = question;
      const found = await listMedia(ctx, { ...rest, ...(folder && { folder }), before: asked('before'), limit: PAGE + 1 });
      const items = found.slice(0, PAGE).map(itemOf);
      const older = found.length > PAGE ? items.at(-1)!.id : null;
      const today = wallTimeAt(ctx.now(), locals.member!.zone).slice(0, 10);
      return {
        items,
        older,
        today,
        counts: await countMedia(ctx, question.clientId),
        tags: await listTags(ctx, question.clientId),
        folders: await listFolders(ctx),
        picking: url.searchParams.has('pick'),
        asked: question,
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
      const id = idIn(form, 'id');
      await event.locals.work((ctx) => restoreMedia(ctx, id));
      redirect(303, `${event.url.pathname}?done=restored`);
    }),
  /** Those that were ticked, into a folder, a new one or none. */
  file: (event) =>
    act(event, async (form) => {
      const ids = form.getAll('id').filter(isId);
      if (ids.length === 0) throw new Refusal('media_none_picked', { field: 'id' });
      const into = String(form.get('folder') ?? '');
      await event.locals.work(async (ctx) => {
        const made = into === 'new' ? await createFolder(ctx, idIn(form, 'clientId'), String(form.get('name') ?? '')) : null;
        await fileMedia(ctx, ids, made ?? (into === 'none' ? null : idIn(form, 'folder')));
      });
      back(event, { done: 'filed', count: String(ids.length), pick: null });
    }),
  rename: (event) =>
    act(event, async (form) => {
      await event.locals.work((ctx) => renameFolder(ctx, idIn(form, 'id'), String(form.get('name') ?? '')));
      back(event, { done: 'saved' });
    }),
  remove: (event) =>
    act(event, async (form) => {
      await event.locals.work((ctx) => removeFolder(ctx, idIn(form, 'id')));
      back(event, { done: 'removed', folder: null });
    }),
};

/** To the same screen, with one thing changed. */
function back(event: RequestEvent, change: Record<string, string | null>): never {
  const query = new URLSearchParams([...event.url.searchParams].filter(([name]) => !name.startsWith('/')));
  for (const [name, value] of Object.entries(change))
    if (value === null) query.delete(name);
    else query.set(name, value);
  redirect(303, `${event.url.pathname}?${query}`);
}

function idIn(form: FormData, name: string): Id {
  const id = form.get(name);
  if (!isId(id)) throw notFound();
  return id;
}

const removedFrom = (cleaned: Cleaned): string =>
  Object.entries(cleaned)
    .filter(([, removed]) => removed)
    .map(([what]) => `&removed=${what}`)
    .join('');
