/**
 * The facts somebody listens to (worker/hearing.ts, which does not compile when the two differ). The others are written down
 * and ring nowhere: a job that wakes nobody costs as much as one that does.
 */
export const HEARD = [
  'team.invited',
  'channels.resumed',
  'channels.reconnected',
  'approval.contact_named',
  'approval.mail_wished',
  // What people are told (notices, TOLD_FACTS).
  'notices.endpoint_stopped',
  'publishing.asked',
  'publishing.held',
  'publishing.failed',
  'channels.troubled',
  'approval.answered',
  'approval.review_wished',
  'approval.silent',
  'calendar.task_given',
  'calendar.remark_written',
  'site.comment_received',
] as const;
export type HeardFact = (typeof HEARD)[number];
