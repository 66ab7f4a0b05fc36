import type pg from 'pg';
import { fromKysely, PgBoss, type JobResult } from 'pg-boss';
import type { Doorbell } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { QUEUES, type QueueName } from './queues.ts';

export { migrateJobs } from './migrate.ts';
export { QUEUES, type QueueName } from './queues.ts';
export { readQueues, type JobState } from './read-queues.ts';

export interface Jobs {
  /** Puts a job in the caller's transaction: rolled back with it, seen by the worker only after its commit. */
  ring: Doorbell;
  /** Answers a queue, job after job. A throw is a retry of that job. Only where `openJobs` was told to work. */
  answer(queue: QueueName, work: (data: Record<string, string>) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/**
 * The web process only sends and polls nothing; the worker (`works`) also answers, watches over lost jobs and cleans.
 * Never migrates: the owner did (migrateJobs).
 */
export async function openJobs(app: pg.ClientConfig, options: { works: boolean; log: Log }): Promise<Jobs> {
  const boss = new PgBoss({
    ...(app as object),
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    supervise: options.works,
    schedule: false,
    // Rebuilding indexes belongs to the owner of the tables.
    reindex: false,
    monitorIntervalSeconds: 5,
    max: options.works ? 4 : 2,
  });
  boss.on('error', (error) => options.log.warn({ err: error }, 'jobs'));
  await boss.start();
  return {
    ring: async (db, queue, data, at) => {
      if (!(queue in QUEUES)) throw new Error(`no queue is called ${queue}`);
      await boss.send(queue, data, { db: fromKysely(db), ...(at && { startAfter: at }) });
    },
    answer: async (queue, work) => {
      const pace = { batchSize: 20, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true, perJobResults: true } as const;
      await boss.work<Record<string, string>, unknown, typeof pace>(queue, pace, async (jobs) => {
        const results: JobResult[] = [];
        for (const job of jobs) results.push(await answerOne(job.id, () => work(job.data), options.log));
        return results;
      });
    },
    close: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

async function answerOne(id: string, work: () => Promise<void>, log: Log): Promise<JobResult> {
  try {
    await work();
    return { id, status: 'completed' };
  } catch (error) {
    log.error({ err: error, job: id }, 'job failed; it will be tried again');
    return { id, status: 'failed', output: { message: String(error) } };
  }
}
