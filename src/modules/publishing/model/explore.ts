import type { OnceClass } from '#networks/contract';
import { FINAL } from '../states.ts';
import { movesFrom } from './moves.ts';
import { KEEPS_THE_LOST, type Safeguard } from './safeguards.ts';
import { effects, START, type SmallWorld, type Worker } from './small-world.ts';

export interface Exploration {
  onceClass: OnceClass;
  removed: Safeguard | null;
  /** Distinct worlds reached, and moves between them. */
  worlds: number;
  steps: number;
  violations: { what: string; path: string[] }[];
}

/** Worlds are numbered as they are reached; how each was reached first, and all the moves, are kept for paths and liveness. */
interface Space {
  number: Map<string, number>;
  from: number[];
  name: string[];
  moves: [number, number][];
  ends: number[];
}

/**
 * Breadth first over the whole reachable space. Without a safeguard it stops at the first violation, whose path is then the shortest.
 */
export function explore(onceClass: OnceClass, removed: Safeguard | null = null, start: SmallWorld = START): Exploration {
  const rules = { onceClass, removed };
  const map: Space = { number: new Map([[keyOf(start), 0]]), from: [-1], name: ['start'], moves: [], ends: [] };
  const exploration: Exploration = { onceClass, removed, worlds: 0, steps: 0, violations: [] };
  for (let frontier: [number, SmallWorld][] = [[0, start]]; frontier.length > 0;) {
    const next: [number, SmallWorld][] = [];
    for (const [number, world] of frontier) {
      exploration.worlds += 1;
      const what = violationOf(world);
      if (what) {
        exploration.violations.push({ what, path: pathTo(map, number) });
        if (removed) return exploration;
        continue;
      }
      if (isEnd(world)) map.ends.push(number);
      for (const found of movesFrom(world, rules)) {
        exploration.steps += 1;
        const move = KEEPS_THE_LOST.has(removed) ? found : { ...found, world: withoutTheLost(found.world) };
        const reached = reach(map, number, move);
        if (!removed) map.moves.push([reached.number, number]);
        if (reached.isNew) next.push([reached.number, move.world]);
      }
    }
    frontier = next;
  }
  const stuck = removed ? null : findStuck(map);
  if (stuck !== null) exploration.violations.push({ what: 'no verdict and no flag can be reached any more', path: pathTo(map, stuck) });
  return exploration;
}

/**
 * A worker that lost its lease can change nothing any more, except by an answer that names what exists or an intent still fresh: the
 * table refuses it. Such a worker is as good as idle; saying so keeps the space small and loses nothing.
 */
function withoutTheLost(world: SmallWorld): SmallWorld {
  const [first, second] = world.workers;
  if (!isLost(first, world.token) && !isLost(second, world.token)) return world;
  const seat = (worker: Worker): Worker => (isLost(worker, world.token) ? { at: 'idle' } : worker);
  return { ...world, workers: [seat(first), seat(second)] };
}

function isLost(worker: Worker, token: number): boolean {
  if (worker.at === 'idle' || worker.token === token) return false;
  if (worker.at === 'intended') return !worker.fresh;
  return worker.at !== 'answered' || worker.answer !== 'published';
}

function reach(map: Space, from: number, move: { name: string; world: SmallWorld }): { number: number; isNew: boolean } {
  const key = keyOf(move.world);
  const known = map.number.get(key);
  if (known !== undefined) return { number: known, isNew: false };
  const number = map.from.length;
  map.number.set(key, number);
  map.from.push(from);
  map.name.push(move.name);
  return { number, isNew: true };
}

/** What must never be true of a world. */
export function violationOf(world: SmallWorld): string | null {
  if (effects(world) > 1) return 'two effects';
  if (world.state === 'PUBLISHED' && effects(world) === 0) return 'published, but nothing is there';
  if (world.state === 'FAILED' && (effects(world) > 0 || world.flying > 0)) return 'failed, but it is there';
  return null;
}

const isEnd = (world: SmallWorld): boolean => FINAL.has(world.state) || world.state === 'NEEDS_DECISION';

/** Liveness: from every world a verdict or a flag can still be reached. */
function findStuck(map: Space): number | null {
  const before = new Map<number, number[]>();
  for (const [to, from] of map.moves) before.set(to, [...(before.get(to) ?? []), from]);
  const saved = new Set(map.ends);
  const queue = [...map.ends];
  for (let number = queue.pop(); number !== undefined; number = queue.pop())
    for (const earlier of before.get(number) ?? []) {
      if (saved.has(earlier)) continue;
      saved.add(earlier);
      queue.push(earlier);
    }
  const stuck = map.from.findIndex((_, number) => !saved.has(number));
  return stuck === -1 ? null : stuck;
}

function pathTo(map: Space, end: number): string[] {
  const path: string[] = [];
  for (let number = end; number !== -1; number = map.from[number]!) path.unshift(map.name[number]!);
  return path;
}

/** Tokens only matter relative to the current one, and the workers are alike: worlds that differ in nothing else are one. */
function keyOf(world: SmallWorld): string {
  const { workers, token, ...rest } = world;
  const seats = workers.map((worker) =>
    worker.at === 'idle' ? '-' : Object.values({ ...worker, token: worker.token === token }).join('.'),
  );
  return `${Object.values(rest).join('.')}|${seats.sort().join('|')}`;
}
