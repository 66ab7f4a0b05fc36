import type { Queue } from 'pg-boss';

/**
 * Every queue, in one place. A job carries ids and wakes one verb (style.md 8): losing the race or waking twice does no harm.
 * `hear`: a fact was told; worker/hearing.ts lists who listens. `letters`: a letter waits to be mailed. `webhooks`: an event
 * waits for a receiver. `notices`: something is due to be told to a person.
 */
export const QUEUES = {
  // A listener that fails is tried again for about four hours, ever more rarely, then kept as failed.
  hear: { retryLimit: 12, retryDelay: 5, retryBackoff: true, retryDelayMax: 1800, heartbeatSeconds: 10, expireInSeconds: 300 },
  letters: { retryLimit: 12, retryDelay: 5, retryBackoff: true, retryDelayMax: 1800, heartbeatSeconds: 10, expireInSeconds: 300 },
  // A receiver that does not answer is rung for again by its own verb; only accidents are tried again here.
  webhooks: { retryLimit: 5, retryDelay: 10, retryBackoff: true, retryDelayMax: 600, heartbeatSeconds: 10, expireInSeconds: 120 },
  // A way that does not take a message is rung for again by its own verb.
  notices: { retryLimit: 8, retryDelay: 10, retryBackoff: true, retryDelayMax: 900, heartbeatSeconds: 10, expireInSeconds: 300 },
} satisfies Record<string, Omit<Queue, 'name'>>;

export type QueueName = keyof typeof QUEUES;
