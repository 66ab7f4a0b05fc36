import { newId, type Id } from '#words/ids.ts';
import { schedulePublications } from '#modules/publishing';
import type { NetworkName, OnceClass } from '#networks/contract';
import { openDesk, type Desk } from '../../worlds/publishing/desk.ts';
import { truthNetwork, type Fault, type TruthNetwork } from '../../worlds/publishing/network.ts';
import type { TestDatabase } from '../../worlds/database.ts';

/** One network of each class, so that a restore meets all of them at once. */
const CLASSES: readonly [NetworkName, OnceClass][] = [
  ['mastodon', 'K'],
  ['bluesky', 'R'],
  ['wordpress', 'C'],
  ['site', 'L'],
  ['webhook', 'N'],
];

export interface Street {
  networks: TruthNetwork[];
  desk: Desk;
  /** Plans one post on a network at an instant. */
  plan(network: TruthNetwork, text: string, at: Date): Promise<Id>;
}

/** @param now of the clock every database of this story shares */
export function makeNetworks(now: () => number, fault: () => Fault): TruthNetwork[] {
  return CLASSES.map(([name, onceClass]) => {
    const network = truthNetwork(name, onceClass, now);
    network.faults = fault;
    return network;
  });
}

/** A desk that publishes on all of them; `again` is the desk before the restore. */
export async function openStreet(database: TestDatabase, networks: TruthNetwork[], again?: Street): Promise<Street> {
  const first = networks[0]!;
  const desk = await openDesk(first.onceClass({ address: '', facts: {} }), {
    ...{ database, name: first.name, quietMs: first.quietMs },
    again: again ? again.desk : { network: first, workspaceId: newId(), channelId: newId() },
  });
  desk.world.networks = new Map(networks.map((network) => [network.name, network]));
  const channels = again ? channelsOf.get(again.desk)! : new Map(networks.map((network) => [network.name, newId()]));
  channelsOf.set(desk, channels);
  return {
    networks,
    desk,
    plan: async (network, text, at) => {
      const segments = [{ text, title: '', language: 'fr', media: [] }];
      const onceClass = network.onceClass({ address: '', facts: {} });
      const [id] = await desk.desk((ctx) =>
        schedulePublications(ctx, {
          ...{ postId: newId(), clientId: newId(), wall: at.toISOString().slice(0, 19), zone: 'Africa/Lome', notBefore: at },
          late: { policy: 'publish', minutes: 24 * 60 },
          publications: [{ channelId: channels.get(network.name)!, network: network.name, onceClass, networkUserId: 'me', segments }],
        }),
      );
      return id!;
    },
  };
}

const channelsOf = new WeakMap<Desk, Map<NetworkName, Id>>();
