import { apply, change, PROVEN, withWorker, type Rules } from './change.ts';
import { effects, type SmallWorld, type Worker } from './small-world.ts';
import { workerMoves } from './worker-moves.ts';

/** Everything that can happen next, by anybody. */
export function* movesFrom(world: SmallWorld, rules: Rules): Generator<{ name: string; world: SmallWorld }> {
  for (const index of [0, 1] as const) {
    yield* workerMoves(world, index, rules);
    if (world.kills > 0 && world.workers[index].at !== 'idle') yield { name: `kill ${index}`, world: kill(world, index) };
  }
  yield* timeMoves(world, rules);
  yield* networkMoves(world, rules);
  yield* personMoves(world, rules);
}

/** Killed and proven dead: its lease is given back, its request stays wherever it is. */
function kill(world: SmallWorld, index: 0 | 1): SmallWorld {
  const worker = world.workers[index];
  const held = worker.at !== 'idle' && worker.token === world.token;
  return withWorker({ ...world, kills: world.kills - 1, running: held ? false : world.running }, index, { at: 'idle' });
}

function* timeMoves(world: SmallWorld, { onceClass }: Rules): Generator<{ name: string; world: SmallWorld }> {
  // A lease lasts far longer than two seconds: when it ends, no intent under it is fresh any more.
  if (world.running) yield { name: 'the lease ends', world: { ...world, running: false, workers: both(world, old) } };
  if (world.workers.some((worker) => worker.at === 'intended' && worker.fresh))
    yield { name: 'two seconds pass', world: { ...world, workers: both(world, old) } };
  const busy = world.workers.some((worker) => worker.at === 'intended' && worker.fresh);
  if (onceClass === 'K' && world.keyAlive) yield { name: 'the key is 50 minutes old', world: { ...world, keyAlive: false } };
  if (onceClass === 'K' && !world.keyAlive && world.serverKey && world.flying === 0 && !busy)
    yield { name: 'the server forgets the key', world: { ...world, serverKey: false } };
  if (onceClass === 'K' && !world.settled && !busy) yield { name: 'the request is over', world: { ...world, settled: true } };
  // The quiet period covers the latest application and the lag of the list: that is its definition.
  if (!world.quiet && world.flying === 0 && world.hidden === 0 && !busy)
    yield { name: 'the quiet period ends', world: { ...world, quiet: true, settled: true } };
}

const old = (worker: Worker): Worker => (worker.at === 'intended' ? { ...worker, fresh: false } : worker);
const both = (world: SmallWorld, change: (worker: Worker) => Worker): [Worker, Worker] => [
  change(world.workers[0]),
  change(world.workers[1]),
];

function* networkMoves(world: SmallWorld, { onceClass }: Rules): Generator<{ name: string; world: SmallWorld }> {
  if (world.flying > 0) {
    const landed = { ...world, flying: world.flying - 1 };
    yield { name: 'a late request is applied', world: apply(landed, onceClass) };
    yield { name: 'a late request is dropped', world: landed };
  }
  if (world.hidden > 0) yield { name: 'the list shows it', world: { ...world, hidden: 0, visible: world.visible + world.hidden } };
}

/** A person who was given it posts it or not, then says what is true of the network; they know nothing of requests on their way. */
function* handMoves(world: SmallWorld, rules: Rules): Generator<{ name: string; world: SmallWorld }> {
  if (world.state !== 'NEEDS_DECISION') return;
  if (world.visible > 0) {
    const done = change(world, 'decide_published', null, rules, {});
    if (done) yield { name: 'a person: it is online', world: done };
    return;
  }
  yield { name: 'a person posts it', world: { ...world, visible: world.visible + 1 } };
  const off = change(world, 'put_off', null, rules, {}, PROVEN);
  if (off) yield { name: 'a person: not yet', world: off };
  const dropped = change(world, 'decide_drop', null, rules, {});
  if (dropped) yield { name: 'a person: cancelled', world: dropped };
}

/** A person answers what is true, once nothing is on its way any more. */
function* personMoves(world: SmallWorld, rules: Rules): Generator<{ name: string; world: SmallWorld }> {
  if (rules.onceClass === 'H') return yield* handMoves(world, rules);
  if (world.state !== 'NEEDS_DECISION' || world.flying > 0 || world.workers.some((worker) => worker.at === 'intended' && worker.fresh))
    return;
  if (effects(world) > 0) {
    const done = change(world, 'decide_published', null, rules, {});
    if (done) yield { name: 'a person: it is online', world: done };
    return;
  }
  const sent = change(world, 'decide_send', null, rules, {}, { ...PROVEN, unclear: 0 });
  if (sent) yield { name: 'a person: send it', world: sent };
}
