import { redirect } from '@sveltejs/kit';
import { keepImport, listImports, readImportFile } from '#modules/calendar';
import { MOST_BYTES, MOST_ROWS } from '#modules/calendar/shapes';
import { act, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { forbidden, invalid } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** Columns not taken over that are told by their names. */
const MOST_NAMED = 12;

export const load: PageServerLoad = ({ locals }) =>
  show(() =>
    locals.work(async (ctx) => {
      if (!hasRole(ctx.actor, 'owner', 'manager', 'creator')) throw forbidden();
      return { recent: await listImports(ctx), most: { rows: MOST_ROWS, megabytes: MOST_BYTES / 1024 / 1024 } };
    }),
  );

export const actions: Actions = {
  /** Reads the file; what it holds is looked at on the next page before anything is created. */
  default: (event) =>
    act(event, async (form) => {
      const file = form.get('file');
      if (!(file instanceof File)) throw invalid('file');
      const { root, dataDir } = event.locals.house.config;
      const { rows, unread } = await readImportFile({ root, dataDir }, file);
      const id = await event.locals.work((ctx) => keepImport(ctx, { name: file.name, rows }));
      const told = new URLSearchParams(unread.slice(0, MOST_NAMED).map((head): [string, string] => ['unread', head]));
      redirect(303, `/studio/${event.params.workspace}/calendar/import/${id}${told.size > 0 ? `?${told}` : ''}`);
    }),
};
