import { listPlaces } from '#modules/channels';
import { show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { forbidden } from '#words/refusal.ts';
import { actorOf } from '../room.server.ts';
import { networkName, placeName } from '#parts/channels/where.server.ts';
import { networkAbout } from '../said.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
  show(async () => {
    const { actor } = actorOf(locals);
    if (!hasRole(actor, 'owner', 'manager')) throw forbidden();
    // Connecting handles secrets: owners only. By hand there is none.
    const networks = [...locals.house.networks.values()].filter((network) => network.connection && hasRole(actor, 'owner'));
    return {
      networks: networks.map(({ name }) => ({ name, word: networkName(name), about: networkAbout(name) })),
      /** A demonstration connects nobody. */
      nowhere: networks.length === 0 && hasRole(actor, 'owner'),
      places: listPlaces().map(({ id, network }) => ({ id, network, word: placeName(id) })),
    };
  });
