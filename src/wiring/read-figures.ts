import { addFigures, countOverdue, noFigures, readFigures, readSendingHealth, type PublishingFigures } from '#modules/publishing';
import { listWorkspaceIds } from '#modules/team';
import { readQueues, type JobState, type QueueName } from '#plumbing/jobs';
import type { House } from './open-house.ts';

export interface Figures extends PublishingFigures {
  workspaces: number;
  overdue: number;
  senders: number;
  /** Seconds since any sender last gave a sign of life; null when none ever did. */
  signAge: number | null;
  /** Alive, but sends nothing: `clock_wrong`, `reconciling`. */
  trouble: string | null;
  queues: Record<QueueName, Record<JobState, number>>;
}

/** The house in figures, all workspaces together, read in the database: every web process gives the same. */
export async function readHouseFigures({ store, clock }: Pick<House, 'store' | 'clock'>): Promise<Figures> {
  const ids = await listWorkspaceIds({ store });
  let sum = noFigures();
  for (const id of ids) sum = addFigures(sum, await store.inWorkspace(id, { kind: 'system', name: 'worker' }, readFigures));
  const now = clock.now();
  const health = await readSendingHealth(store, now);
  return {
    ...sum,
    workspaces: ids.length,
    overdue: await countOverdue(store, now),
    senders: health.senders,
    signAge: health.lastBeat && (now.getTime() - health.lastBeat.getTime()) / 1000,
    trouble: health.trouble,
    queues: await readQueues(store.outside),
  };
}
