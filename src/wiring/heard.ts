/**
 * The facts somebody listens to (worker/hearing.ts, which does not compile when the two differ). The others are written down
 * and ring nowhere: a job that wakes nobody costs as much as one that does.
 */
export const HEARD = [
  'team.invited',
  'channels.resumed',
  'channels.reconnected',
  'notices.endpoint_stopped',
  'approval.contact_named',
  'approval.mail_wished',
] as const;
export type HeardFact = (typeof HEARD)[number];
