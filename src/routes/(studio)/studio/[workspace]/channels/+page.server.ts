import * as m from '#messages';
import { listChannels } from '#modules/channels';
import { listClients } from '#modules/clients';
import { show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { actorOf } from './room.server.ts';
import { shownChannel } from './said.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  show(async () => {
    const { member, actor } = actorOf(locals);
    const clientId = url.searchParams.get('client') ?? undefined;
    const { channels, clients } = await locals.work(async (ctx) => ({
      channels: await listChannels(ctx, clientId ? { clientId } : {}),
      clients: await listClients(ctx),
    }));
    const known = new Map(clients.map(({ id, name, monogram, colour }) => [id, { name, monogram, colour }]));
    const waiting = channels.filter((channel) => channel.state !== 'connected').length;
    const troubled = channels.filter((channel) => channel.state === 'connected' && channel.problem !== null).length;
    return {
      channels: channels.map((channel) => shownChannel(channel, known, member.zone)),
      mayConnect: hasRole(actor, 'owner', 'manager'),
      ownerOnly: !hasRole(actor, 'owner'),
      hasClients: clients.length > 0,
      lead: leadOf(channels.length, waiting, troubled),
      done: url.searchParams.get('done') === 'removed' ? m.channels_done_removed() : null,
    };
  });

function leadOf(all: number, waiting: number, troubled: number): string {
  if (all === 0) return m.channels_lead_none();
  if (waiting > 0) return waiting === 1 ? m.channels_lead_waiting_one() : m.channels_lead_waiting({ count: waiting });
  if (troubled > 0) return troubled === 1 ? m.channels_lead_troubled_one() : m.channels_lead_troubled({ count: troubled });
  return all === 1 ? m.channels_lead_fine_one() : m.channels_lead_fine({ count: all });
}
