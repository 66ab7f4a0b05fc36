import { readAuthorization } from '#modules/channels';
import { show } from '#plumbing/web';
import { COOKIE } from '../room.server.ts';
import { networkName } from '#parts/channels/where.server.ts';
import type { PageServerLoad } from './$types';

/** The last page before the network's own: a link, because the policy of our pages lets no form lead elsewhere. */
export const load: PageServerLoad = ({ locals, cookies }) =>
  show(async () => {
    const secret = cookies.get(COOKIE);
    const pending = secret ? await locals.work((ctx) => readAuthorization(ctx, locals.house.seal, secret)) : null;
    return { pending: pending && { url: pending.url, host: pending.host, word: networkName(pending.network) } };
  });
