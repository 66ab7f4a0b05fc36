import { listClients } from '#modules/clients';
import { show } from '#plumbing/web';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const all = await listClients(ctx, { archived: true });
      return {
        manages: locals.member?.role === 'owner' || locals.member?.role === 'manager',
        done: url.searchParams.get('done'),
        clients: all.filter((client) => !client.archivedAt),
        archived: all.filter((client) => client.archivedAt),
      };
    }),
  );
