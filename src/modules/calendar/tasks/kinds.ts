/** What can be asked of somebody on a post. */
export const TASK_KINDS = ['write', 'photograph', 'design', 'check'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
