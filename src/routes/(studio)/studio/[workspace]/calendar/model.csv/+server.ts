import { error } from '@sveltejs/kit';
import * as m from '#messages';
import { listChannels } from '#modules/channels';
import { listClients } from '#modules/clients';
import { COLUMNS } from '#modules/calendar/shapes';
import { COLUMN_WORDS } from '#parts/calendar/import/say-problem.ts';
import { csvOf, show, spokenLocale } from '#plumbing/web';
import { dayAt } from '#words/spoken.ts';
import type { RequestHandler } from './$types';

const WEEK_MS = 7 * 86_400_000;

/** A file to fill: the heads, and one row with a client and an account that exist. */
export const GET: RequestHandler = ({ locals }) =>
  show(async () => {
    const { member, house } = locals;
    if (!member) error(404, m.refusal_not_found());
    const example = await locals.work(async (ctx) => {
      const [client] = await listClients(ctx);
      const [channel] = client ? await listChannels(ctx, { clientId: client.id }) : [];
      return { client: client?.name ?? '', accounts: channel?.name ?? '' };
    });
    const day = dayAt(new Date(house.clock.now().getTime() + WEEK_MS), member.zone)
      .split('-')
      .reverse()
      .join('/');
    const cells: Record<string, string> = { ...example, day, hour: '09:30', text: m.import_model_text() };
    const rows = [COLUMNS.map((column) => COLUMN_WORDS[column]()), COLUMNS.map((column) => cells[column] ?? '')];
    const body = csvOf(rows, spokenLocale() === 'fr' ? ';' : ',');
    const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="palabre-import.csv"' };
    return new Response(body, { headers: { ...headers, 'cache-control': 'no-store' } });
  });
