import { z } from '@hono/zod-openapi';
import { endpointSchema, EVENTS, type Delivery, type Endpoint } from '#modules/notices/shapes';
import { id, instant } from './texts.ts';

/** A receiver of events: docs/operators/webhooks.md says what it gets. */
const fields = {
  id: id(),
  url: z.string(),
  events: z.array(z.enum(EVENTS)),
  state: z.enum(['on', 'off']),
  off_reason: z
    .enum(['gone', 'failing', 'person'])
    .nullable()
    .openapi({ description: '`gone`: it answered 410; `failing`: nothing reached it for three days; null while it is on.' }),
  failing_since: instant().nullable(),
  created_at: instant(),
};
export const webhookSchema = z.object(fields).openapi('Webhook');

export const addedWebhookSchema = z
  .object({
    ...fields,
    secret: z
      .string()
      .nullable()
      .openapi({ description: 'Signs the calls (`whsec_…`). Shown once: null when the same Idempotency-Key asks again.' }),
  })
  .openapi('AddedWebhook');

export const newWebhookSchema = z
  .object({ url: endpointSchema.shape.url, events: z.array(z.enum(EVENTS)).min(1).max(100) })
  .openapi('NewWebhook');

export const showWebhook = (one: Endpoint): z.infer<typeof webhookSchema> => ({
  id: one.id,
  url: one.url,
  events: one.events,
  state: one.state,
  off_reason: one.offReason,
  failing_since: one.failingSince?.toISOString() ?? null,
  created_at: one.createdAt.toISOString(),
});

export const deliverySchema = z
  .object({
    id: id().openapi({ description: 'The `webhook-id` of every try.' }),
    publication: id().nullable().openapi({ description: 'null for what is told of a post (`approval.…`).' }),
    event: z.enum(EVENTS),
    made_at: instant(),
    state: z.enum(['waiting', 'delivered', 'given_up']),
    tries: z.int(),
    next_at: instant().nullable(),
    delivered_at: instant().nullable(),
    last: z
      .object({
        at: instant(),
        status: z.int().nullable().openapi({ description: 'null when nobody answered.' }),
        code: z.string(),
        excerpt: z.string(),
      })
      .nullable()
      .openapi({ description: 'The last try; null before the first.' }),
  })
  .openapi('Delivery');

export const showDelivery = (one: Delivery): z.infer<typeof deliverySchema> => ({
  id: one.id,
  publication: one.publicationId,
  event: one.event,
  made_at: one.madeAt.toISOString(),
  state: one.state,
  tries: one.tries,
  next_at: one.nextAt?.toISOString() ?? null,
  delivered_at: one.deliveredAt?.toISOString() ?? null,
  last: one.last && { ...one.last, at: one.last.at.toISOString() },
});
