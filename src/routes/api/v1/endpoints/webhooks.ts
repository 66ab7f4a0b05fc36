import { z } from '@hono/zod-openapi';
import { addEndpoint, listDeliveries, listEndpoints, removeEndpoint } from '#modules/notices';
import { afterOf, cutPage, pageByAge } from '../door/pages.ts';
import { pathId } from '../door/path-id.ts';
import { asId } from '../door/places.ts';
import { endpoint } from '../endpoint.ts';
import { pageSchema, paging } from '../shapes/lists.ts';
import { addedWebhookSchema, deliverySchema, newWebhookSchema, showDelivery, showWebhook, webhookSchema } from '../shapes/webhook.ts';

export const webhooks = [
  endpoint({
    method: 'get',
    path: '/webhooks',
    summary: 'The receivers of events, oldest first. Needs a key of scope `manage`, as every call on them.',
    query: z.object(paging),
    answers: { status: 200, schema: pageSchema('WebhookPage', webhookSchema) },
    work: async (ctx, { query: { cursor, limit } }) => {
      const after = afterOf(cursor, asId);
      return { status: 200, body: pageByAge(await listEndpoints(ctx), limit, after, showWebhook) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/webhooks',
    summary: 'Adds a receiver of events, ten at most.',
    body: newWebhookSchema,
    answers: { status: 201, schema: addedWebhookSchema },
    work: async (ctx, { body, house }) => {
      const { secret, ...added } = await addEndpoint(ctx, house.seal, body);
      return { status: 201, body: { ...showWebhook(added), secret } };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/webhooks/{id}',
    summary: 'Forgets a receiver with its log; what waited for it is not sent.',
    answers: { status: 204 },
    refusals: [404],
    work: async (ctx, call) => {
      await removeEndpoint(ctx, pathId(call));
      return { status: 204 };
    },
  }),
  endpoint({
    method: 'get',
    path: '/webhooks/{id}/deliveries',
    summary: 'What it was sent within 30 days, newest first, each with its last try.',
    query: z.object(paging),
    answers: { status: 200, schema: pageSchema('DeliveryPage', deliverySchema) },
    refusals: [404],
    work: async (ctx, call) => {
      const { cursor, limit } = call.query;
      const before = afterOf(cursor, asId);
      const found = await listDeliveries(ctx, { endpointId: pathId(call), limit: limit + 1, ...(before && { before }) });
      return { status: 200, body: cutPage(found, { limit, placeOf: (one) => one.id, show: showDelivery }) };
    },
  }),
];
