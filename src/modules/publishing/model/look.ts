import { change, release, withWorker, type Rules } from './change.ts';
import type { SmallWorld, Worker } from './small-world.ts';

/** A reading: exact by id or container (R, C), a list that lags elsewhere; once, it may miss what is there. */
export function read(world: SmallWorld, index: 0 | 1, token: number, rules: Rules): [string, SmallWorld][] {
  const exact = rules.onceClass === 'R' || rules.onceClass === 'C';
  const there = world.visible > 0 || (exact && world.hidden > 0);
  const seen = (found: boolean): SmallWorld => withWorker(world, index, { at: 'read', token, counts: world.quiet, found });
  const moves: [string, SmallWorld][] = [[`reads ${there ? 'it' : 'nothing'}`, seen(there)]];
  if (there && world.glitches > 0) moves.push(['reads nothing, wrongly', { ...seen(false), glitches: world.glitches - 1 }]);
  return moves;
}

export function finding(world: SmallWorld, index: 0 | 1, worker: Extract<Worker, { at: 'read' }>, rules: Rules): SmallWorld {
  const free = (next: SmallWorld | null): SmallWorld => withWorker(next ?? world, index, { at: 'idle' });
  if (worker.found)
    return free(release(change(world, 'found', worker.token, rules, { idKnown: true }, { doubts: 0 }) ?? world, worker.token));
  const counts = worker.counts || rules.removed === 'the quiet period passes before absence counts';
  const seen = { absences: counts ? Math.min(2, world.absences + 1) : world.absences, absentSince: true };
  return free(release(change(world, 'seen_nothing', worker.token, rules, {}, seen) ?? world, worker.token));
}
