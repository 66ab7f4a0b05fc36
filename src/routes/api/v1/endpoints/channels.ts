import { z } from '@hono/zod-openapi';
import { listChannels } from '#modules/channels';
import { afterOf, pageByAge } from '../door/pages.ts';
import { asId } from '../door/places.ts';
import { endpoint } from '../endpoint.ts';
import { channelSchema, showChannel } from '../shapes/channel.ts';
import { pageSchema, paging } from '../shapes/lists.ts';
import { id } from '../shapes/texts.ts';

export const channels = [
  endpoint({
    method: 'get',
    path: '/channels',
    summary: 'The connected accounts, oldest first.',
    query: z.object({ ...paging, client: id().optional() }),
    answers: { status: 200, schema: pageSchema('ChannelPage', channelSchema) },
    work: async (ctx, { query: { cursor, limit, client } }) => {
      const after = afterOf(cursor, asId);
      const all = await listChannels(ctx, client ? { clientId: client } : {});
      return { status: 200, body: pageByAge(all, limit, after, showChannel) };
    },
  }),
];
