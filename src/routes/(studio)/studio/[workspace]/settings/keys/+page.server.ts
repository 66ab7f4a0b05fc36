import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { listClients } from '#modules/clients';
import { listApiKeys, revokeApiKey, scopesOf } from '#modules/team';
import { SCOPES } from '#modules/team/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { sayDate, dayAt } from '#words/spoken.ts';
import { makeApiKey } from '../../../../../../wiring/make-api-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const { zone } = locals.member!;
      const day = (instant: Date): string => sayDate(dayAt(instant, zone), locals.locale, { weekday: false, year: true });
      const keys = await listApiKeys(ctx);
      const clients = await listClients(ctx, { archived: true });
      const names = new Map(clients.map((client) => [client.id, client.name]));
      return {
        address: new URL('/api/v1', locals.house.config.publicUrl).href,
        revoked: url.searchParams.has('revoked'),
        scopes: scopesOf(ctx.actor),
        clients: clients.filter((client) => client.archivedAt === null).map(({ id, name }) => ({ id, name })),
        keys: keys.map(({ id, name, scope, clientIds, ending, createdAt, lastUsedAt }) => ({
          ...{ id, name, scope, ending },
          clients: clientIds?.map((one) => names.get(one) ?? '') ?? null,
          made: day(createdAt),
          used: lastUsedAt ? day(lastUsedAt) : null,
        })),
      };
    }),
  );

const wanted = z.object({ name: z.string(), scope: z.enum(SCOPES) }).loose();

export const actions: Actions = {
  add: (event) =>
    act(event, async (form) => {
      const { name, scope } = parseForm(form, wanted);
      const chosen = form.getAll('client').filter(isId);
      const { key } = await event.locals.work((ctx) => makeApiKey(ctx, { name, scope, clientIds: chosen.length > 0 ? chosen : null }));
      // Shown by the answer itself and nowhere after: no redirect.
      return { made: { name: name.trim(), key } };
    }),
  revoke: (event) =>
    act(event, async (form) => {
      const id = form.get('id');
      if (!isId(id)) throw notFound();
      await event.locals.work((ctx) => revokeApiKey(ctx, id));
      redirect(303, '?revoked');
    }),
};
