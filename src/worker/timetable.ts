import { wishReminders } from '#modules/approval';
import { forgetImports } from '#modules/calendar';
import { forgetChanges } from '#modules/offline';
import { forgetAnswers, forgetOld, listWorkspaces } from '#modules/team';
import { BEAT_MS, beat, noteAlive, readOnline, reconcile, sketchPast, watch } from '#modules/publishing';
import { forgetDeliveries, forgetTold, noteReminders, readFacts } from '#modules/notices';
import { forgetSenders, recheckHosts } from '#modules/site';
import { ringUnheard } from '#plumbing/db';
import { lookUpTxt } from '#plumbing/http';
import type { Id } from '#words/ids.ts';
import { hearSilences } from '../wiring/hear-silences.ts';
import { fillRecurrences } from '../wiring/repeat-post.ts';
import type { BackHouse } from '../wiring/open-back-house.ts';
import { readReadiness } from '../wiring/read-readiness.ts';
import { ping } from './ping.ts';

export interface Recurring {
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Every recurring job of the house. Each is safe to run twice and by several workers at once. */
export function timetable(house: BackHouse, worker: Id): Recurring[] {
  const { store, clock, log, config, jobs } = house;
  return [
    { name: 'sign of life', everyMs: BEAT_MS, work: () => giveSign(house, worker) },
    { name: 'reconciliation', everyMs: 2 * SECOND, work: () => reconcile(store, clock.now()) },
    { name: 'watchdog of publications', everyMs: MINUTE, work: () => watch(store, log, 'new') },
    { name: 'watchdog of the whole past', everyMs: HOUR, work: () => watch(store, log, 'all') },
    { name: 'ping of the watcher', everyMs: MINUTE, work: () => ping(house, () => readReadiness(house)) },
    { name: 'host names of sites', everyMs: HOUR, work: () => recheckHosts({ store, config, readTxt: lookUpTxt }) },
    { name: 'marks of commenters', everyMs: HOUR, work: () => forgetSenders(store) },
    { name: 'answers kept for programs', everyMs: HOUR, work: () => forgetAnswers({ store }) },
    { name: 'files nobody imported', everyMs: HOUR, work: () => forgetImports({ store }) },
    { name: 'posts that come again', everyMs: HOUR, work: () => fillRecurrences({ store, log }) },
    { name: 'what silence means', everyMs: MINUTE, work: () => hearSilences({ store }) },
    { name: 'letters that remind clients', everyMs: MINUTE, work: () => wishReminders({ store }, readOnline) },
    { name: 'numbers of older texts', everyMs: 24 * HOUR, work: () => sketchPast({ store }) },
    { name: 'reminders of what is posted by hand', everyMs: MINUTE, work: () => noteReminders({ store, ring: jobs.ring }) },
    { name: 'what the sender told', everyMs: SECOND, work: () => ringUnheard(store, jobs.ring) },
    { name: 'events for receivers', everyMs: 2 * SECOND, work: () => readFacts(store, jobs.ring) },
    { name: 'old deliveries', everyMs: 24 * HOUR, work: () => forgetDeliveries(store) },
    { name: 'verdicts for devices', everyMs: 24 * HOUR, work: async () => forgetChanges(store, await listWorkspaces({ store })) },
    { name: 'what was told', everyMs: 24 * HOUR, work: () => forgetTold({ store }) },
    { name: 'expired links and sessions', everyMs: 24 * HOUR, work: () => forgetOld({ store, clock }) },
  ];
}

/** In the database, then beside the data: a database put back to an earlier day no longer knows it (checkInstance). */
async function giveSign({ store, clock, config }: BackHouse, holder: Id): Promise<void> {
  const now = clock.now();
  await beat(store, now, { holder, kind: 'worker' }, null);
  noteAlive(config.dataDir, now);
}

/** Runs each at once, then at its pace, never two of the same at a time. A job that breaks is logged and comes again. */
export function keepTime(jobs: readonly Recurring[], log: BackHouse['log']): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>();
  const timers = jobs.map((job) => {
    let busy = false;
    const run = (): void => {
      if (busy) return;
      busy = true;
      const work: Promise<void> = job
        .work()
        .then(() => undefined)
        .catch((error: unknown) => log.error({ err: error, job: job.name }, 'recurring job broke'))
        .finally(() => {
          busy = false;
          running.delete(work);
        });
      running.add(work);
    };
    run();
    return setInterval(run, job.everyMs);
  });
  return {
    stop: async () => {
      timers.forEach((timer) => clearInterval(timer));
      await Promise.all(running);
    },
  };
}
