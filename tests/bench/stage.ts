import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { connectChannel } from '../../src/modules/channels/index.server.ts';
import { listClients } from '../../src/modules/clients/index.server.ts';
import { foundOwnSite } from '../../src/modules/site/index.server.ts';
import { createAccount, createWorkspace, makeSignInLink } from '../../src/modules/team/index.server.ts';
import type { Ctx } from '../../src/plumbing/db/index.ts';
import { openInside, type Inside } from '../journeys/palabre/inside.ts';
import { startPalabre, type Palabre } from '../journeys/palabre/start.ts';
import { startFakenet, type Account, type Fakenet, type FakeNetworkName } from '../worlds/fakenet/index.ts';
import { formOf, MODULE } from '../worlds/fakenet/forms.ts';

/** A whole Palabre with an owner, Awa, her workspace and her brand; networks that are fake and answer. */
export interface Stage {
  palabre: Palabre;
  inside: Inside;
  net: Fakenet;
  workspaceId: Id;
  clientId: Id;
  /** `/studio/<workspace>` */
  studio: string;
  /** Cookie header of a session of Awa's. */
  cookie: string;
  /** One transaction as Awa. */
  work<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** Connects an account of a fake network to Awa's brand. @returns the channel */
  connect(network: FakeNetworkName, account?: Account): Promise<Id>;
  close(): Promise<void>;
}

export async function openStage(networks: readonly FakeNetworkName[] = ['webhook'], accounts?: readonly Account[]): Promise<Stage> {
  const net = await startFakenet({ networks, ...(accounts && { accounts }) });
  const palabre = await startPalabre(net);
  const inside = await openInside(palabre);
  const { house } = inside;
  const account = { name: 'Awa', email: 'awa@example.com', passwordHash: 'none:none', language: 'fr' } as const;
  const ownerUserId = await createAccount(house.store.outside, account, new Date());
  const workspace = { name: 'Atelier Awa', country: 'TG', currency: 'XOF', zone: 'Africa/Lome', language: 'fr', ownerUserId } as const;
  const { workspaceId, slug } = await createWorkspace(house, workspace, (ctx) => foundOwnSite(ctx, house));
  const awa: Actor = { kind: 'person', userId: ownerUserId, name: 'Awa', role: 'owner', clients: 'all' };
  const work: Stage['work'] = (verb) => house.store.inWorkspace(workspaceId, awa, verb);
  const clientId = (await work(listClients))[0]!.id;

  return {
    palabre,
    inside,
    net,
    workspaceId,
    clientId,
    studio: `/studio/${slug}`,
    cookie: await enter(palabre.origin, await makeSignInLink(house, ownerUserId)),
    work,
    connect: (network, account = net.accounts[0]!) => {
      const asked = { network: MODULE[network], clientId, name: account.name, form: formOf(net, network, account) };
      return connectChannel(house, workspaceId, awa, asked, AbortSignal.timeout(30_000));
    },
    close: async () => {
      await inside.close();
      await palabre.stop();
      await net.stop();
    },
  };
}

async function enter(origin: string, token: string): Promise<string> {
  const answer = await fetch(`${origin}/enter/${token}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
  });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]!);
  if (cookies.length === 0) throw new Error(`no session: ${answer.status}`);
  return cookies.join('; ');
}
