import { error } from '@sveltejs/kit';
import * as m from '#messages';
import { readAsked } from '#parts/calendar/asked.ts';
import { csvOf, show, spokenLocale } from '#plumbing/web';
import { dayAt } from '#words/spoken.ts';
import { readRows } from './read-rows.ts';
import type { RequestHandler } from './$types';

/** What the calendar shows of a month, or of a week, every post of it, as a spreadsheet reads it; the same filters as the page. */
export const GET: RequestHandler = ({ locals, url }) =>
  show(async () => {
    const { member, house } = locals;
    if (!member) error(404, m.refusal_not_found());
    const asked = readAsked(url.searchParams, dayAt(house.clock.now(), member.zone));
    const rows = await locals.work((ctx) => readRows(ctx, asked, member.zone));
    return new Response(csvOf(rows, spokenLocale() === 'fr' ? ';' : ','), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="palabre-${asked.week ?? asked.month}.csv"`,
        'cache-control': 'no-store',
      },
    });
  });
