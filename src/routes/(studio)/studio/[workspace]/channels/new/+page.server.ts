import { show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';
import { actorOf } from '../room.server.ts';
import { networkAbout, networkName } from '../said.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
  show(async () => {
    if (!hasRole(actorOf(locals).actor, 'owner')) throw forbidden();
    const networks = [...locals.house.networks.values()].filter((network) => network.connection);
    return { networks: networks.map(({ name }) => ({ name, word: networkName(name), about: networkAbout(name) })) };
  });
