import { redirect } from '@sveltejs/kit';
import { mendImport, readImport } from '#modules/calendar';
import { COLUMNS, MOST_BYTES, MOST_ROWS, type Cells } from '#modules/calendar/shapes';
import { readRows } from '#parts/calendar/import/read-mended.ts';
import { rulings } from '#parts/calendar/import/rulings.ts';
import { shownRow } from '#parts/calendar/import/shown-row.ts';
import { act, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { isId, type Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { importPosts, undoImport } from '../../../../../../../wiring/import-posts.ts';
import type { Actions, PageServerLoad } from './$types';

/** Rows on one page: what a phone on a slow line still opens at once. */
const PAGE = 20;

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const found = await readImport(ctx, idOf(params), rulings);
      const ready = found.rows.filter(({ post }) => post !== null);
      const wrong = found.rows.filter(({ post }) => post === null);
      const which = url.searchParams.get('show') === 'ready' || wrong.length === 0 ? 'ready' : 'wrong';
      const all = which === 'ready' ? ready : wrong;
      const skip = Math.min(Math.max(0, Math.trunc(Number(url.searchParams.get('skip'))) || 0), Math.max(0, all.length - 1));
      return {
        ...{ id: found.id, fileName: found.fileName, undone: found.undone, which, skip, page: PAGE },
        counts: { ready: ready.length, wrong: wrong.length, made: found.made.filter(({ deleted }) => !deleted).length },
        rows: all.slice(skip, skip + PAGE).map((row) => shownRow(row)),
        mayPlan: hasRole(ctx.actor, 'owner', 'manager'),
        most: { rows: MOST_ROWS, megabytes: MOST_BYTES / 1024 / 1024 },
      };
    }),
  );

function idOf(params: { import: string }): Id {
  if (!isId(params.import)) throw notFound();
  return params.import;
}

/** Back to the rows, with a word on what was done. */
function back(url: URL, told: Record<string, string | number>): never {
  const kept = new URLSearchParams();
  for (const name of ['show', 'skip']) if (url.searchParams.has(name)) kept.set(name, url.searchParams.get(name)!);
  for (const [name, value] of Object.entries(told)) kept.set(name, String(value));
  redirect(303, `${url.pathname}?${kept}`);
}

export const actions: Actions = {
  mend: (event) =>
    act(event, async (form) => {
      await event.locals.work((ctx) => mendImport(ctx, idOf(event.params), mendedIn(form)));
      back(event.url, { done: 'checked' });
    }),
  /** What was typed in the rows shown counts too, whichever button is pressed. */
  create: (event) =>
    act(event, async (form) => {
      const id = idOf(event.params);
      const made = await event.locals.work(async (ctx) => {
        await mendImport(ctx, id, mendedIn(form));
        return importPosts(ctx, id, rulings, { plan: form.get('plan') === 'on' });
      });
      back(event.url, { done: 'made', count: made });
    }),
  undo: (event) =>
    act(event, async () => {
      const { gone, kept } = await event.locals.work((ctx) => undoImport(ctx, idOf(event.params), rulings));
      back(event.url, { done: 'undone', count: gone, kept });
    }),
};

const mendedIn = (form: FormData): Map<number, Partial<Cells>> => readRows(form, COLUMNS);
