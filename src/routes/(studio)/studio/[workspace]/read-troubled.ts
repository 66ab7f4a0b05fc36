import { listChannels } from '#modules/channels';
import type { Ctx } from '#plumbing/db';
import type { Networks } from '#networks/contract';
import { hasRole } from '#words/actor.ts';
import { doneOf } from './channels/said.server.ts';
import { say } from './say.server.ts';

/** The accounts that do not do well, with what this person can do about each, and what was just done to one of them on Today. */
export async function readTroubled(ctx: Ctx, networks: Networks, asked: URLSearchParams) {
  const channels = await listChannels(ctx);
  const manages = hasRole(ctx.actor, 'owner', 'manager');
  const troubled = channels
    .filter((channel) => channel.state === 'needs_reconnect' || (channel.state === 'connected' && channel.problem !== null))
    .map(({ id, name, network, clientId, state, problem }) => ({
      ...{ id, name, clientId, network: network as string, lost: state === 'needs_reconnect', manages },
      mayReconnect: hasRole(ctx.actor, 'owner') && Boolean(networks.get(network)?.connection),
      why: problem && (say(`channels_problem_${problem.code}`) ?? say(`network_refusal_${problem.code}`)),
    }));
  const [done, of] = [/^channel_(\w+)$/.exec(asked.get('done') ?? '')?.[1], channels.find(({ id }) => id === asked.get('of'))];
  const word = done && of && doneOf(done, of.name);
  return { troubled, channelDone: word ? { word, id: of.id, paused: done === 'paused' && of.state === 'paused' } : null };
}
