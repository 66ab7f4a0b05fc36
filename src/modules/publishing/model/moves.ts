import type { OnceClass } from '#networks/contract';
import { disproves, effectiveClass, eventOf, nextMove } from '../rules.ts';
import { failingGuards, transitionOf, type Event, type Facts } from '../transitions.ts';
import { guardsWithout, type Safeguard } from './safeguards.ts';
import { doubles, effects, verdictOf, type Answer, type SmallWorld, type Worker } from './small-world.ts';

export interface Rules {
  onceClass: OnceClass;
  removed: Safeguard | null;
}

/** Two unclear new attempts stand for the product's eight: the budget's end is reached within the space. */
const BUDGET = 2;

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

const apply = (world: SmallWorld, onceClass: OnceClass): SmallWorld =>
  doubles(onceClass, world) ? { ...world, hidden: world.hidden + 1 } : world;

/** A person answers what is true, once nothing is on its way any more. */
function* personMoves(world: SmallWorld, rules: Rules): Generator<{ name: string; world: SmallWorld }> {
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

const PROVEN = { doubts: 0, absences: 0, absentSince: false, lookFirst: false } as const;

function* workerMoves(world: SmallWorld, index: 0 | 1, rules: Rules): Generator<{ name: string; world: SmallWorld }> {
  const worker = world.workers[index];
  const named = (name: string, next: SmallWorld | null) => (next ? [{ name: `${index}: ${name}`, world: next }] : []);
  switch (worker.at) {
    case 'idle':
      if (!world.running && isOpen(world)) for (const [name, next] of claim(world, index, rules)) yield* named(name, next);
      return;
    case 'holding':
      for (const [name, next] of act(world, index, worker.token, rules)) yield* named(name, next);
      return;
    case 'intended':
      return yield* request(world, index, worker, rules);
    case 'answered':
      return yield* named('record', record(world, index, worker.token, worker.answer, rules));
    case 'read':
      return yield* named('finding', finding(world, index, worker, rules));
  }
}

const isOpen = (world: SmallWorld): boolean => ['READY', 'ARMED', 'SENDING', 'WAITING', 'UNCERTAIN'].includes(world.state);

/** A claim and its first step in one: what a worker does with a claim it has lost is refused by the table anyway. */
function claim(world: SmallWorld, index: 0 | 1, rules: Rules): [string, SmallWorld | null][] {
  const token = world.token + 1;
  return act({ ...world, token, running: true }, index, token, rules);
}

/** What the sender's step does for the state it finds, in the product's words. */
function act(world: SmallWorld, index: 0 | 1, token: number, rules: Rules): [string, SmallWorld | null][] {
  const free = (next: SmallWorld | null): SmallWorld => withWorker(next ?? release(world, token)!, index, { at: 'idle' });
  const facts = factsOf(world, token, rules);
  const lookFirst = (): SmallWorld => free(release(change(world, 'look_first', token, rules, {}, { ...DOUBT, lookFirst: true }), token));
  switch (world.state) {
    case 'READY':
    case 'WAITING': {
      if (facts.lookOwed) return [['look first', lookFirst()]];
      const armed = change(world, 'arm', token, rules, {});
      return [['arm', armed ? withWorker(armed, index, { at: 'holding', token }) : free(null)]];
    }
    case 'ARMED':
      if (facts.lookOwed) return [['look first', lookFirst()]];
      return [['send', intend(world, index, token, 'send', rules) ?? free(null)]];
    case 'SENDING': {
      const unclear = Math.min(BUDGET + 1, world.unclear + (world.repeated ? 0 : 1));
      return [['crash', free(release(change(world, 'crash', token, rules, {}, { ...DOUBT, unclear }), token))]];
    }
    case 'UNCERTAIN':
      return resolve(world, index, token, facts, rules, free);
    default:
      return [['leave', free(null)]];
  }
}

type Free = (next: SmallWorld | null) => SmallWorld;

function resolve(world: SmallWorld, index: 0 | 1, token: number, facts: Facts, rules: Rules, free: Free): [string, SmallWorld | null][] {
  const waits = facts.onceClass === 'K' && facts.keyAlive && !facts.requestSettled;
  const trusted = trustedAbsence(world, rules);
  const move = nextMove({
    ...facts,
    absentTwice: trusted,
    readsFailing: false,
    conflicting: facts.seenOnline && trusted,
    lookNotDue: waits,
  });
  switch (move.do) {
    case 'wait':
      return [['wait', free(null)]];
    case 'ask':
      return [['ask', free(release(change(world, 'ask', token, rules, {}), token))]];
    case 'confirm_refusal':
      return [['believe the refusal', free(release(change(world, 'confirm_refusal', token, rules, {}), token))]];
    case 'absent':
      return [['absent', free(release(change(world, 'absent', token, rules, {}, PROVEN), token))]];
    case 'repeat_key':
    case 'repeat_id':
      return [[move.do, intend(world, index, token, move.do, rules) ?? free(null)]];
    case 'look': {
      const looking = change(world, 'look', token, rules, {});
      return looking ? read(looking, index, token, rules) : [['look', free(null)]];
    }
  }
}

/** The two absences, or fewer when that safeguard is taken away. */
function trustedAbsence(world: SmallWorld, { removed }: Rules): boolean {
  if (removed === 'absence is read twice') return world.absences >= 1;
  if (removed === 'the quiet period passes before absence counts') return world.absences >= 2;
  return world.absences >= 2;
}

/** The intent and the state in one commit; without that safeguard, nothing is written before the request. */
function intend(
  world: SmallWorld,
  index: 0 | 1,
  token: number,
  event: 'send' | 'repeat_key' | 'repeat_id',
  rules: Rules,
): SmallWorld | null {
  const intent = {
    refused: false,
    doubts: Math.min(3, world.doubts + 1),
    settled: false,
    quiet: false,
    absences: 0,
    absentSince: false,
    repeated: event !== 'send',
  };
  const next = change(world, event, token, rules, {}, intent);
  if (!next) return null;
  const committed = rules.removed === 'the intent is committed before the request' ? { ...world, quiet: false, settled: false } : next;
  return withWorker(committed, index, { at: 'intended', token, fresh: true });
}

/** One request: sent when the intent is fresh, and the network does what it likes with it. */
function* request(
  world: SmallWorld,
  index: 0 | 1,
  worker: Extract<Worker, { at: 'intended' }>,
  rules: Rules,
): Generator<{ name: string; world: SmallWorld }> {
  const answered = (next: SmallWorld, answer: Answer): SmallWorld =>
    withWorker(next, index, { at: 'answered', token: worker.token, answer });
  if (!worker.fresh && rules.removed !== 'an intent older than two seconds is not sent') {
    yield { name: `${index}: too old to send`, world: answered(world, 'not_sent') };
    return;
  }
  const applied = apply(world, rules.onceClass);
  yield { name: `${index}: accepted`, world: answered(applied, 'published') };
  if (world.faults === 0) return;
  const unlucky = (next: SmallWorld): SmallWorld => ({ ...next, faults: next.faults - 1 });
  yield { name: `${index}: applied, answer lost`, world: answered(unlucky(applied), 'lost') };
  // A network without keys and lists counts as N only when its own table says what its 429 means (a signed webhook).
  if (rules.onceClass !== 'N') yield { name: `${index}: applied, 429`, world: answered(unlucky(applied), 'rate_limited') };
  yield { name: `${index}: applied, 500`, world: answered(unlucky(applied), 'server_error') };
  yield { name: `${index}: applied later, answer lost`, world: answered(unlucky({ ...world, flying: world.flying + 1 }), 'lost') };
  yield { name: `${index}: 429`, world: answered(unlucky(world), 'rate_limited') };
  yield { name: `${index}: refused for good`, world: answered(unlucky(world), 'invalid') };
  yield { name: `${index}: no connection`, world: answered(unlucky(world), 'not_sent') };
}

function record(world: SmallWorld, index: 0 | 1, token: number, answer: Answer, rules: Rules): SmallWorld {
  const free = (next: SmallWorld | null): SmallWorld => withWorker(next ?? world, index, { at: 'idle' });
  const verdict = verdictOf(answer);
  const event = judged(answer, world, rules);
  const facts = { idKnown: answer === 'published', certain: event === 'refuse_passing' || event === 'refuse_final' };
  const next = change(world, event, token, rules, facts, afterVerdict(world, event, verdict, rules));
  if (next) return free(release(next, token));
  if (answer !== 'published') return free(world);
  const late = change(world, 'late_answer', token, rules, { idKnown: true }, { doubts: 0 });
  return free(late ? { ...late, token: late.token + 1, running: false } : { ...world, seenOnline: world.state !== 'PUBLISHED' });
}

function judged(answer: Answer, world: SmallWorld, rules: Rules): Event {
  const verdict = verdictOf(answer);
  if (rules.removed === 'an unclear answer is a doubt, not a refusal' && verdict.kind === 'unclear') return 'refuse_passing';
  if (rules.removed === 'a 429 is looked at before a resend where nothing protects it' && answer === 'rate_limited')
    return 'refuse_passing';
  const doubts = rules.removed === 'a refusal of a repeat is no failure' ? 1 : world.doubts;
  return eventOf(verdict, rules.onceClass, doubts);
}

const DOUBT = { quiet: false, absences: 0, absentSince: false } as const;

function afterVerdict(world: SmallWorld, event: Event, verdict: ReturnType<typeof verdictOf>, rules: Rules): Partial<SmallWorld> {
  if (event === 'accept') return { doubts: 0 };
  if (event === 'unclear') {
    const answered = verdict.kind === 'refused' || verdict.evidence.status !== null;
    const refused = verdict.kind === 'refused' && verdict.code === 'text_too_long';
    const looksOnly = world.looksOnly || refused || (rules.onceClass === 'K' && world.repeated && answered);
    return { ...DOUBT, looksOnly, refused, unclear: Math.min(BUDGET + 1, world.unclear + (world.repeated ? 0 : 1)) };
  }
  const disproved = verdict.kind === 'refused' && disproves(verdict.code, verdict.evidence.bytesWritten, rules.onceClass);
  return { doubts: Math.max(0, world.doubts - (disproved ? 1 : 0)), repeated: false };
}

/** A reading: exact by id or container (R, C), a list that lags elsewhere; once, it may miss what is there. */
function read(world: SmallWorld, index: 0 | 1, token: number, rules: Rules): [string, SmallWorld][] {
  const exact = rules.onceClass === 'R' || rules.onceClass === 'C';
  const there = world.visible > 0 || (exact && world.hidden > 0);
  const seen = (found: boolean): SmallWorld => withWorker(world, index, { at: 'read', token, counts: world.quiet, found });
  const moves: [string, SmallWorld][] = [[`reads ${there ? 'it' : 'nothing'}`, seen(there)]];
  if (there && world.glitches > 0) moves.push(['reads nothing, wrongly', { ...seen(false), glitches: world.glitches - 1 }]);
  return moves;
}

function finding(world: SmallWorld, index: 0 | 1, worker: Extract<Worker, { at: 'read' }>, rules: Rules): SmallWorld {
  const free = (next: SmallWorld | null): SmallWorld => withWorker(next ?? world, index, { at: 'idle' });
  if (worker.found)
    return free(release(change(world, 'found', worker.token, rules, { idKnown: true }, { doubts: 0 }) ?? world, worker.token));
  const counts = worker.counts || rules.removed === 'the quiet period passes before absence counts';
  const seen = { absences: counts ? Math.min(2, world.absences + 1) : world.absences, absentSince: true };
  return free(release(change(world, 'seen_nothing', worker.token, rules, {}, seen) ?? world, worker.token));
}

/** The table's own transition, or null when it may not happen. */
function change(
  world: SmallWorld,
  event: Event,
  token: number | null,
  rules: Rules,
  more: Partial<Facts>,
  set: Partial<SmallWorld> = {},
): SmallWorld | null {
  const row = transitionOf(event);
  if (!row.from.includes(world.state)) return null;
  const facts: Facts = { ...factsOf(world, token, rules), absentTwice: trustedAbsence(world, rules), ...more };
  if (failingGuards(event, facts, guardsWithout(rules.removed)).length > 0) return null;
  const renewed = token === null ? { token: world.token + 1, running: false } : {};
  return { ...world, ...set, ...renewed, state: row.to === 'same' ? world.state : row.to };
}

/** Gives the lease back, when it is still ours. */
const release = (world: SmallWorld | null, token: number): SmallWorld | null =>
  world && world.token === token ? { ...world, running: false } : world;

const withWorker = (world: SmallWorld, index: 0 | 1, worker: Worker): SmallWorld => ({
  ...world,
  workers: index === 0 ? [worker, world.workers[1]] : [world.workers[0], worker],
});

function factsOf(world: SmallWorld, token: number | null, { onceClass, removed }: Rules): Facts {
  const keyAlive = onceClass === 'R' || (onceClass === 'K' && (world.keyAlive || removed === 'a key that has ended protects nothing'));
  const before = world.state !== 'UNCERTAIN' && world.state !== 'SENDING';
  const lookOwed =
    world.lookFirst || (world.seenOnline && world.doubts > 0) || (world.doubts > 0 && onceClass === 'K' && !keyAlive && before);
  return {
    leaseIsOurs: token === world.token,
    leaseRunning: world.running,
    approved: true,
    untouched: world.doubts === 0,
    due: true,
    tooLate: false,
    parentOut: true,
    reconciled: true,
    lookOwed,
    cancelWished: false,
    onceClass: effectiveClass(onceClass, { keyAlive, looksOnly: world.looksOnly, lookOwed, cancelWished: false }),
    keyAlive,
    requestSettled: world.settled,
    seenAbsent: world.absentSince,
    absentTwice: world.absences >= 2,
    budgetLeft: world.unclear <= BUDGET,
    idKnown: false,
    certain: false,
    dropsWhenLate: false,
    seenOnline: world.seenOnline && (world.doubts > 0 || world.lookFirst),
    refusedLast: world.refused,
  };
}
