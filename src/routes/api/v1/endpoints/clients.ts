import { z } from '@hono/zod-openapi';
import { createClient, listClients } from '#modules/clients';
import { afterOf, pageByAge } from '../door/pages.ts';
import { asId } from '../door/places.ts';
import { endpoint } from '../endpoint.ts';
import { clientSchema, newClientSchema, showClient } from '../shapes/client.ts';
import { pageSchema, paging } from '../shapes/lists.ts';

export const clients = [
  endpoint({
    method: 'get',
    path: '/clients',
    summary: 'The brands of the workspace, archived ones included, oldest first.',
    query: z.object(paging),
    answers: { status: 200, schema: pageSchema('ClientPage', clientSchema) },
    work: async (ctx, { query: { cursor, limit } }) => {
      const after = afterOf(cursor, asId);
      return { status: 200, body: pageByAge(await listClients(ctx, { archived: true }), limit, after, showClient) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/clients',
    summary: 'Adds a brand.',
    body: newClientSchema,
    answers: { status: 201, schema: clientSchema },
    work: async (ctx, { body }) => ({ status: 201, body: showClient(await createClient(ctx, body)) }),
  }),
];
