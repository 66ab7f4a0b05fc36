import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { LATENESS_BOUNDS } from '#modules/publishing';
import type { Figures } from '../../wiring/read-figures.ts';

const registry = new Registry();
// Of this process: memory, processor, delay of the event loop. Counting collections would cost without telling more.
collectDefaultMetrics({ register: registry, prefix: 'palabre_web_' });

const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> =>
  new Gauge({ name: `palabre_${name}`, help, labelNames: [...labelNames], registers: [registry] });

const publications = gauge('publications', 'Publications by state', ['state']);
const overdue = gauge('publications_overdue', 'Publications a sender should have taken up more than 10 s ago');
const decisions = gauge('decisions_waiting', 'Publications whose outcome a person must decide');
const uncertain = gauge('publications_uncertain', 'Publications being looked up');
const workspaces = gauge('workspaces', 'Workspaces');
const senders = gauge('senders', 'Senders that gave a sign of life');
const signAge = gauge('sender_sign_age_seconds', 'Seconds since a sender last gave a sign of life; NaN when none ever did');
const held = gauge('sending_held', 'A sender lives and sends nothing, by reason', ['reason']);
const jobs = gauge('jobs', 'Jobs by queue and state', ['queue', 'state']);
const mailFailures = gauge('mail_failures', 'Letters given up after every try');

/** Reasons a living sender may hold everything (publishing/heartbeat.ts). */
const TROUBLES = ['clock_wrong', 'reconciling'] as const;

/** The exposition format of Prometheus. */
export async function writeFigures(figures: Figures): Promise<{ type: string; text: string }> {
  for (const [state, n] of Object.entries(figures.states)) publications.set({ state }, n);
  overdue.set(figures.overdue);
  decisions.set(figures.states.NEEDS_DECISION);
  uncertain.set(figures.states.UNCERTAIN);
  workspaces.set(figures.workspaces);
  senders.set(figures.senders);
  signAge.set(figures.signAge ?? NaN);
  for (const reason of TROUBLES) held.set({ reason }, figures.trouble === reason ? 1 : 0);
  for (const [queue, states] of Object.entries(figures.queues))
    for (const [state, n] of Object.entries(states)) jobs.set({ queue, state }, n);
  mailFailures.set(figures.queues.letters.failed);
  return { type: registry.contentType, text: `${await registry.metrics()}${writeLateness(figures.lateness)}` };
}

/** By hand: the library's histogram only observes one by one, and these were counted in the database. */
function writeLateness({ within, count, sumSeconds }: Figures['lateness']): string {
  const name = 'palabre_publication_lateness_seconds';
  const buckets = LATENESS_BOUNDS.map((bound, at) => `${name}_bucket{le="${bound}"} ${within[at]}`);
  return [
    '',
    `# HELP ${name} From the time a publication was for to the verdict that it is online`,
    `# TYPE ${name} histogram`,
    ...buckets,
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sumSeconds}`,
    `${name}_count ${count}`,
    '',
  ].join('\n');
}
