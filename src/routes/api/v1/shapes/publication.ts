import { z } from '@hono/zod-openapi';
import { MOST_MINUTES, STATES, type LedgerLine, type PublicationView } from '#modules/publishing/shapes';
import { NETWORK_NAMES } from '#networks/contract';
import { isPlainText } from '#words/plain-text.ts';
import { id, instant, text } from './texts.ts';

export const publicationSchema = z
  .object({
    id: id(),
    post: id(),
    channel: id(),
    network: z.enum(NETWORK_NAMES),
    by_hand: z.boolean().openapi({ description: 'A person posts it and says so; at its hour it is NEEDS_DECISION.' }),
    state: z.enum(STATES),
    flag: z.enum(['held', 'decision', 'late', 'removed']).nullable(),
    reason: z.string().nullable().openapi({ description: 'Why it is held, failed or asks; a code.' }),
    text: z.string(),
    position: z.int().openapi({ description: '0 for the first text of a thread.' }),
    not_before: instant(),
    not_after: instant(),
    remote_id: z.string().nullable(),
    remote_url: z.string().nullable(),
    published_at: instant().nullable(),
    replaces: id().nullable().openapi({ description: 'The failed publication this one tries again.' }),
    replaced_by: id().nullable(),
  })
  .openapi('Publication');

export const showPublication = (view: PublicationView): z.infer<typeof publicationSchema> => ({
  id: view.id,
  post: view.postId,
  channel: view.channelId,
  network: view.network,
  by_hand: view.byHand,
  state: view.state,
  flag: view.flag,
  reason: view.reason,
  text: view.text,
  position: view.position,
  not_before: view.notBefore.toISOString(),
  not_after: view.notAfter.toISOString(),
  remote_id: view.remoteId,
  remote_url: view.remoteUrl,
  published_at: view.publishedAt?.toISOString() ?? null,
  replaces: view.replacesId,
  replaced_by: view.replacedById,
});

export const attemptSchema = z
  .object({
    n: z.int(),
    kind: z.enum(['prepare', 'publish', 'look', 'verify']),
    started_at: instant(),
    answered_at: instant().nullable(),
    outcome: z.string().nullable().openapi({ description: 'null when its sender died before it could say.' }),
    endpoint: z.string(),
    status: z.int().nullable(),
    code: z.string().nullable(),
    excerpt: z.string().nullable(),
    bytes_written: z.boolean().nullable(),
  })
  .openapi('Attempt');

type AttemptLine = Extract<LedgerLine, { what: 'attempt' }>;
export const showAttempt = (line: AttemptLine): z.infer<typeof attemptSchema> => ({
  n: line.n,
  kind: line.kind,
  started_at: line.at.toISOString(),
  answered_at: line.answeredAt?.toISOString() ?? null,
  outcome: line.outcome,
  endpoint: line.endpoint,
  status: line.status,
  code: line.code,
  excerpt: line.excerpt,
  bytes_written: line.bytesWritten,
});

/** A person settles what no machine can know. */
export const decisionSchema = z
  .discriminatedUnion('decision', [
    z.object({
      decision: z.literal('published'),
      url: z
        .url({ protocol: /^https?$/ })
        .max(2_000)
        .refine(isPlainText)
        .nullable()
        .openapi({ description: 'Where it is; null only by hand, where what is posted has no address.' }),
      why: text(500).optional(),
    }),
    z.object({ decision: z.literal('send'), why: text(500).optional() }),
    z.object({ decision: z.literal('drop'), why: text(500).optional() }),
    z.object({
      decision: z.literal('not_yet'),
      minutes: z.int().min(1).max(MOST_MINUTES).optional().openapi({ description: 'Until it is given back; 15 when left out.' }),
      why: text(500).optional(),
    }),
  ])
  .openapi('Decision');
