import { z } from 'zod';
import type { Id } from '#words/ids.ts';
import { isPlainText } from '#words/plain-text.ts';

export * from './telling/subjects.ts';

/** What a receiver may ask to be told; the catalogue holds `notices_event_<name, dots as underscores>`. */
export const EVENTS = [
  'publication.scheduled',
  'publication.published',
  'publication.failed',
  'publication.held',
  'publication.uncertain',
  'publication.decision_needed',
  'publication.cancelled',
  'publication.removed',
  'approval.requested',
  'approval.answered',
  'approval.voided',
] as const;
export type EventName = (typeof EVENTS)[number];

export const endpointSchema = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .refine(isPlainText),
  events: z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.enum(EVENTS)).min(1)),
});
export type EndpointForm = z.infer<typeof endpointSchema>;

export interface Endpoint {
  id: Id;
  url: string;
  events: EventName[];
  state: 'on' | 'off';
  offReason: 'gone' | 'failing' | 'person' | null;
  failingSince: Date | null;
  createdAt: Date;
}

export interface Delivery {
  id: Id;
  endpointId: Id;
  /** Null for what is about a post. */
  publicationId: Id | null;
  postId: Id | null;
  event: EventName;
  madeAt: Date;
  state: 'waiting' | 'delivered' | 'given_up';
  tries: number;
  nextAt: Date | null;
  deliveredAt: Date | null;
  /** The last try; null before the first. */
  last: { at: Date; status: number | null; code: string; excerpt: string } | null;
}

/** Minutes before its hour that one may be written to of what is to be posted by hand. */
export const REMINDED_MINUTES = [10, 30, 60] as const;
export const MOST_REMINDED_MINUTES = Math.max(...REMINDED_MINUTES);

/** '' : not at all. */
export const reminderSchema = z.object({
  minutes: z.union([z.literal('').transform(() => null), z.coerce.number().pipe(z.literal([...REMINDED_MINUTES]))]),
});
