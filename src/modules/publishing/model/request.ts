import { disproves, eventOf } from '../rules.ts';
import type { Event } from '../transitions.ts';
import { apply, BUDGET, change, DOUBT, release, withWorker, type Rules } from './change.ts';
import { verdictOf, type Answer, type SmallWorld, type Worker } from './small-world.ts';

/** The intent and the state in one commit; without that safeguard, nothing is written before the request. */
export function intend(
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
export function* request(
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

export function record(world: SmallWorld, index: 0 | 1, token: number, answer: Answer, rules: Rules): SmallWorld {
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
