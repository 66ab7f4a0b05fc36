import { listHeld, readPublicationsBetween, schedulePublications } from '../../../src/modules/publishing/index.server.ts';
import { planFor } from '../../../src/modules/publishing/building.ts';
import { newId } from '../../../src/words/ids.ts';
import type { TestDatabase } from '../database.ts';
import { openDesk } from './desk.ts';

const MINUTE = 60_000;

export interface Recovery {
  /** Texts that left after their `not_after`. */
  tooLate: string[];
  /** Held for another reason than being late. */
  wronglyHeld: string[];
  /** Over when we came back and not held, or still in time by its policy and not out. */
  silent: string[];
  /** The least distance of two posts of one channel, in milliseconds. */
  least: number;
  posts: number;
  violations: unknown[];
}

/**
 * T10: an hour without Palabre in which posts of these channels fell due, evenly, half of them to be held when they are more than 30 minutes
 * late; then it comes back, in simulated time.
 */
export async function outage(database: TestDatabase, size: { channels: number; each: number }): Promise<Recovery> {
  const desk = await openDesk('K', { database });
  const { clock } = database;
  const begin = clock.now().getTime();
  const gap = Math.floor((40 * MINUTE) / size.each);
  const channels = Array.from({ length: size.channels }, () => newId());
  for (const [c, channelId] of channels.entries())
    for (let n = 0; n < size.each; n += 1) {
      const late = { policy: n % 2 ? ('hold' as const) : ('publish' as const), minutes: n % 2 ? 30 : 240 };
      const what = {
        at: new Date(begin + n * gap),
        texts: [`c${c} n${n} fin`],
        channelId,
        network: desk.network.name,
        onceClass: 'K' as const,
        late,
      };
      await desk.desk((ctx) => schedulePublications(ctx, planFor(what)));
    }
  clock.advance(60 * MINUTE);
  const back = clock.now().getTime();
  await desk.run(60 * MINUTE);

  const views = await desk.desk((ctx) => readPublicationsBetween(ctx, new Date(0), clock.now()));
  const sentAt = new Map(desk.network.requests.map(({ text, at }) => [text, at]));
  const held = await desk.desk(listHeld);
  const gaps = channels.flatMap((_, c) => {
    const times = desk.network.requests.filter(({ text }) => text.startsWith(`c${c} `)).map(({ at }) => at);
    return times.slice(1).map((at, n) => at - times[n]!);
  });
  const isSilent = ({ notAfter, state, late }: (typeof views)[number]): boolean =>
    notAfter.getTime() < back ? state !== 'HELD' : late.policy === 'publish' && state !== 'PUBLISHED';
  return {
    tooLate: views.filter(({ text, notAfter }) => (sentAt.get(text) ?? 0) > notAfter.getTime()).map(({ text }) => text),
    wronglyHeld: held.filter(({ reason }) => reason !== 'late').map(({ text, reason }) => `${text} ${reason}`),
    silent: views.filter(isSilent).map(({ text, state }) => `${text} ${state}`),
    least: Math.min(...gaps),
    posts: views.length,
    violations: await desk.violations(),
  };
}
