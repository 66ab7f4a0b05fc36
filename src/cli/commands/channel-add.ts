import { addByHand, connectChannel, listPlaces, readChannel } from '#modules/channels';
import { byHandSchema, channelNameSchema } from '#modules/channels/shapes';
import type { Client } from '#modules/clients/shapes';
import { createSite } from '#modules/site';
import { networkOf, SPOKEN_NAMES, type ConnectField, type NetworkName } from '#networks/contract';
import type { Ctx } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import type { House } from '../../wiring/open-house.ts';
import type { Cli, Command } from '../command.ts';
import { findOrMakeClient } from '../find-client.ts';
import { findWorkspace } from '../find-workspace.ts';
import { fit } from '../fit.ts';
import { channelJson } from '../json.ts';

const OPERATOR: Actor = { kind: 'system', name: 'cli' };
/** Milliseconds for everything the network is asked. */
const PATIENCE_MS = 45_000;

/**
 * Connects an account as the studio's form does: the network is asked who it is before anything is written. Where a person posts by
 * hand nothing is asked of anybody. A client that does not exist is made, in the same transaction; a refusal leaves neither client nor channel.
 */
export const channelAdd: Command = {
  options: {
    workspace: { type: 'string' },
    client: { type: 'string' },
    name: { type: 'string' },
    network: { type: 'string' },
    'by-hand': { type: 'string' },
    url: { type: 'string' },
    user: { type: 'string' },
    secret: { type: 'string' },
  },
  required: ['workspace', 'client'],
  run: async (cli) => {
    const house = await cli.house();
    const wanted = askedOf(cli);
    const workspace = await findWorkspace(house, String(cli.values.workspace));
    const name = fit('name', channelNameSchema, cli.values.name ?? '');
    const typed = String(cli.values.client).trim();
    const told: Told = { client: null, made: false };
    const clientOf = async (ctx: Ctx): Promise<Client> => {
      Object.assign(told, await findOrMakeClient(ctx, typed));
      return told.client!;
    };
    const add = (work: (ctx: Ctx) => Promise<Id>): Promise<Id> => house.store.inWorkspace(workspace.id, OPERATOR, work);
    const id =
      'place' in wanted
        ? await add((ctx) => byHand(ctx, house, { ...wanted, name, clientOf }))
        : networkOf(house.networks, wanted.network).connection
          ? await connect(cli, house, workspace.id, { ...wanted, name, clientOf })
          : await add((ctx) => foundSite(ctx, house, name, clientOf));
    const channel = await house.store.inWorkspace(workspace.id, OPERATOR, (ctx) => readChannel(ctx, id));
    const lines = [cli.speech.phrase('cli_channel_added', { name: channel.name, who: channel.handle, network: channel.network })];
    if (told.made) lines.push(cli.speech.phrase('cli_client_made', { name: told.client!.name }));
    return { data: { ...channelJson(channel), workspace: workspace.id, client_made: told.made }, lines };
  },
};

/** A network we speak to, or a place of the list where a person posts. @throws Refusal `invalid` */
function askedOf({ values }: Cli): { network: NetworkName } | { place: string; address: string } {
  const place = values['by-hand'];
  if (place !== undefined && values.network === undefined) {
    if (!listPlaces().some(({ id }) => id === place)) throw invalid('by-hand');
    return { place: String(place), address: fit('url', byHandSchema.shape.address, values.url ?? '') };
  }
  if (place !== undefined || !(SPOKEN_NAMES as readonly string[]).includes(String(values.network))) throw invalid('network');
  return { network: values.network as NetworkName };
}

interface Told {
  client: Client | null;
  made: boolean;
}

interface ByHandWanted extends Omit<Wanted, 'network'> {
  place: string;
  address: string;
}

interface Wanted {
  network: NetworkName;
  name: string;
  clientOf: (ctx: Ctx) => Promise<Client>;
}

async function connect(cli: Cli, house: House, workspaceId: Id, { network, name, clientOf }: Wanted): Promise<Id> {
  const { fields } = networkOf(house.networks, network).connection!;
  const form = await fill(cli, fields);
  const clientId = async (ctx: Ctx): Promise<Id> => (await clientOf(ctx)).id;
  return connectChannel(house, workspaceId, OPERATOR, { network, name, clientId, form }, AbortSignal.timeout(PATIENCE_MS));
}

/** The network's own form, by the kinds of its fields: an address is --url, a name --user, a secret --secret. */
async function fill(cli: Cli, fields: readonly ConnectField[]): Promise<Record<string, string>> {
  const OPTIONS = { address: 'url', text: 'user', secret: 'secret' } as const;
  const form: Record<string, string> = {};
  for (const { name, kind } of fields) if (cli.values[OPTIONS[kind]] !== undefined) form[name] = await cli.read(OPTIONS[kind]);
  return form;
}

/** Nobody tells its name: it is called as one says, else like its client. */
async function byHand(ctx: Ctx, house: House, { place, address, name, clientOf }: ByHandWanted): Promise<Id> {
  const client = await clientOf(ctx);
  return addByHand(ctx, house.seal, { clientId: client.id, place, name: name || client.name, address });
}

async function foundSite(ctx: Ctx, house: House, name: string, clientOf: Wanted['clientOf']): Promise<Id> {
  const client = await clientOf(ctx);
  const { id: clientId, zone, language, colour } = client;
  return (await createSite(ctx, house, { clientId, title: name || client.name, zone, language, colour })).channelId;
}
