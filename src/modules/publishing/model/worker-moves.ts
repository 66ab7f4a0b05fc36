import { nextMove } from '../rules.ts';
import type { Facts } from '../transitions.ts';
import { BUDGET, change, DOUBT, factsOf, PROVEN, release, trustedAbsence, withWorker, type Rules } from './change.ts';
import { finding, read } from './look.ts';
import { intend, record, request } from './request.ts';
import type { SmallWorld } from './small-world.ts';

/** What a worker can do next, where it stands. */
export function* workerMoves(world: SmallWorld, index: 0 | 1, rules: Rules): Generator<{ name: string; world: SmallWorld }> {
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
      const handed = change(world, 'hand_over', token, rules, {}, { doubts: world.doubts + 1 });
      if (handed) return [['hand over', free(release(handed, token))], ...armAnyway(world, index, token, rules)];
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

/** What the table must refuse of what a person posts: a sender that would take it all the same. */
function armAnyway(world: SmallWorld, index: 0 | 1, token: number, rules: Rules): [string, SmallWorld][] {
  const armed = change(world, 'arm', token, rules, {});
  return armed ? [['arm', withWorker(armed, index, { at: 'holding', token })]] : [];
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
