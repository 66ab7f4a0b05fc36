import type { State } from './states.ts';

/**
 * The one table of transitions. The product runs it (transition.ts), the model checker explores it (model/), the documentation is drawn
 * from it (docs/publishing.md). A change of behaviour begins here.
 */

/** What a guard may know. The product fills it from rows under lock, the model checker from its own small world. */
export interface Facts {
  /** The token we hold is the current one: nobody took over since. */
  leaseIsOurs: boolean;
  /** Our lease has not ended. */
  leaseRunning: boolean;
  /** The content that would go out is the content that was approved. */
  approved: boolean;
  /** No request can have had an effect that nothing has disproved: none was made, or its refusal or two absences are certain. */
  untouched: boolean;
  /** `not_before` ≤ now. */
  due: boolean;
  /** now > `not_after`. */
  tooLate: boolean;
  /** There is no segment before this one, or it is PUBLISHED. */
  parentOut: boolean;
  /** The system is not in reconcile-only mode. */
  reconciled: boolean;
  /** A look is owed before anything is sent: restored from a backup, the key ended before a new try, or it was seen online. */
  lookOwed: boolean;
  /** A person asked to cancel while a request was on its way. */
  cancelWished: boolean;
  /** The network's own class, or L once a K must look (key ended, 409 or 5xx on a repeat, restore, wish). */
  onceClass: 'K' | 'R' | 'C' | 'L' | 'N' | 'H';
  /** Our key is still replayed by the server. Always true for R, whose record id is ours for good. */
  keyAlive: boolean;
  /** The last request is over for sure: client timeout + 30 s since its intent. */
  requestSettled: boolean;
  /** The last thing we know is a reading that did not find it (R, before the same id is written again). */
  seenAbsent: boolean;
  /** Two readings without it, at least 10 s apart, both after the end of the quiet period. */
  absentTwice: boolean;
  /** Fewer than 8 unclear new attempts. */
  budgetLeft: boolean;
  /** The answer or the reading names what exists: an id on the network. */
  idKnown: boolean;
  /** The refusal is certainly without effect (certainty.ts). */
  certain: boolean;
  /** The late policy of the publication is `drop`. */
  dropsWhenLate: boolean;
  /** Something seen shows that it exists. */
  seenOnline: boolean;
  /** The last request was refused for good, and what is looked for is whether that is true. */
  refusedLast: boolean;
}

export const GUARDS = {
  our_lease: (f: Facts) => f.leaseIsOurs,
  lease_running: (f: Facts) => f.leaseRunning,
  lease_ended: (f: Facts) => !f.leaseIsOurs || !f.leaseRunning,
  approved: (f: Facts) => f.approved,
  untouched: (f: Facts) => f.untouched,
  due: (f: Facts) => f.due,
  in_window: (f: Facts) => f.due && !f.tooLate,
  too_late: (f: Facts) => f.tooLate,
  in_time: (f: Facts) => !f.tooLate,
  drops_when_late: (f: Facts) => f.dropsWhenLate,
  parent_out: (f: Facts) => f.parentOut,
  reconciled: (f: Facts) => f.reconciled,
  no_look_owed: (f: Facts) => !f.lookOwed,
  look_owed: (f: Facts) => f.lookOwed,
  no_wish: (f: Facts) => !f.cancelWished,
  certain: (f: Facts) => f.certain,
  id_known: (f: Facts) => f.idKnown,
  key_class: (f: Facts) => f.onceClass === 'K',
  id_class: (f: Facts) => f.onceClass === 'R',
  key_alive: (f: Facts) => f.keyAlive,
  request_settled: (f: Facts) => f.requestSettled,
  seen_absent: (f: Facts) => f.seenAbsent,
  by_machine: (f: Facts) => f.onceClass !== 'H',
  by_hand: (f: Facts) => f.onceClass === 'H',
  can_look: (f: Facts) => f.onceClass !== 'N' && f.onceClass !== 'H',
  absent_twice: (f: Facts) => f.absentTwice,
  budget_left: (f: Facts) => f.budgetLeft,
  not_seen_online: (f: Facts) => !f.seenOnline,
  refused_last: (f: Facts) => f.refusedLast,
} as const satisfies Record<string, (facts: Facts) => boolean>;
export type Guard = keyof typeof GUARDS;

/** Rows written in the transaction of the change itself: none may be missing, none may be added. */
export type Written =
  | 'intent' // a new attempt, committed before its call
  | 'verdict' // the outcome of the open attempt
  | 'evidence' // what was seen
  | 'decision'; // who, what, why

export interface Transition {
  event: Event;
  from: readonly State[];
  /** `same`: the state stays, something else changes (a time, a count). */
  to: State | 'same';
  who: 'person' | 'clock' | 'sender' | 'resolver';
  guards: readonly Guard[];
  writes: readonly Written[];
  /** The call that may follow the commit: one mutating request, a preparing call, a reading, or none. */
  then: 'mutate' | 'prepare' | 'read' | null;
}

const BEFORE_SENDING = ['SCHEDULED', 'PREPARING', 'READY', 'ARMED', 'WAITING'] as const;
const CHANGEABLE = [...BEFORE_SENDING, 'HELD'] as const;
/** What must hold at the moment anything may go out, whoever does it. */
const MAY_LEAVE = [
  'our_lease',
  'lease_running',
  'approved',
  'in_window',
  'parent_out',
  'reconciled',
  'no_look_owed',
  'no_wish',
  'not_seen_online',
] as const;
/** The same for a mutating byte: never for what a person posts by hand. */
const MAY_SEND = [...MAY_LEAVE, 'by_machine'] as const;

const row = <E extends string, const From extends readonly State[]>(
  event: E,
  from: From,
  to: State | 'same',
  who: Transition['who'],
  guards: readonly Guard[] = [],
  writes: readonly Written[] = [],
  then: Transition['then'] = null,
) => ({ event, from, to, who, guards, writes, then });

const TABLE = [
  // A person plans, changes their mind, answers.
  row('approve', ['DRAFT'], 'APPROVED', 'person'),
  row('schedule', ['APPROVED'], 'SCHEDULED', 'person', ['approved']),
  row('edit', CHANGEABLE, 'SCHEDULED', 'person', ['untouched', 'approved']),
  row('edit_unapproved', CHANGEABLE, 'HELD', 'person', ['untouched']),
  row('move', CHANGEABLE, 'SCHEDULED', 'person', ['approved']),
  row('release', ['HELD'], 'SCHEDULED', 'person', ['approved']),
  row('cancel', ['DRAFT', 'APPROVED', ...CHANGEABLE], 'CANCELLED', 'person', ['untouched']),
  row('wish', ['SENDING', 'UNCERTAIN', ...CHANGEABLE], 'same', 'person'),

  // The clock prepares: uploads, containers, drafts; invisible, so a lost answer is simply prepared again.
  row('prepare', BEFORE_SENDING, 'PREPARING', 'clock', ['our_lease', 'lease_running'], ['intent'], 'prepare'),
  row('still_preparing', ['PREPARING'], 'same', 'sender', ['our_lease'], ['verdict']),
  row('prepared', ['PREPARING'], 'READY', 'sender', ['our_lease'], ['verdict']),
  row('nothing_to_prepare', ['SCHEDULED', 'PREPARING'], 'READY', 'clock', ['our_lease']),
  row('preparation_refused', ['PREPARING'], 'HELD', 'sender', ['our_lease'], ['verdict']),

  // Preflight: everything is looked at again before the content is frozen and the lease renewed.
  row('defer', [...BEFORE_SENDING, 'UNCERTAIN', 'NEEDS_DECISION'], 'same', 'clock', ['our_lease']),
  row('hold', BEFORE_SENDING, 'HELD', 'clock', ['our_lease']),
  row('drop_late', BEFORE_SENDING, 'CANCELLED', 'clock', ['our_lease', 'too_late', 'drops_when_late', 'untouched']),
  row('look_first', [...BEFORE_SENDING, 'HELD'], 'UNCERTAIN', 'clock', ['our_lease', 'look_owed']),
  row('arm', ['READY', 'ARMED', 'WAITING'], 'ARMED', 'clock', [...MAY_SEND]),
  // By hand: at the hour it is given to a person, whose word alone says what became of it.
  row('hand_over', ['READY', 'WAITING'], 'NEEDS_DECISION', 'clock', [...MAY_LEAVE, 'by_hand']),

  // Sending: the intent is committed, then exactly one mutating request, then one verdict.
  row('send', ['ARMED'], 'SENDING', 'sender', [...MAY_SEND], ['intent'], 'mutate'),
  row('accept', ['SENDING'], 'PUBLISHED', 'sender', ['our_lease', 'id_known'], ['verdict', 'evidence']),
  row('refuse_passing', ['SENDING'], 'WAITING', 'sender', ['our_lease', 'certain'], ['verdict', 'evidence']),
  row('refuse_final', ['SENDING'], 'FAILED', 'sender', ['our_lease', 'certain'], ['verdict', 'evidence']),
  row('unclear', ['SENDING'], 'UNCERTAIN', 'sender', ['our_lease'], ['verdict', 'evidence']),
  row('crash', ['SENDING'], 'UNCERTAIN', 'resolver', ['our_lease'], ['evidence']),

  // Resolving: look, repeat only where a repeat cannot double, ask where nothing can be known.
  row('look', ['UNCERTAIN', 'NEEDS_DECISION'], 'same', 'resolver', ['our_lease', 'lease_running', 'can_look'], ['intent'], 'read'),
  row('seen_nothing', ['UNCERTAIN', 'NEEDS_DECISION'], 'same', 'resolver', ['our_lease'], ['verdict', 'evidence']),
  row('found', ['UNCERTAIN'], 'PUBLISHED', 'resolver', ['our_lease', 'id_known'], ['verdict', 'evidence']),
  row('found_again', ['NEEDS_DECISION'], 'same', 'resolver', ['our_lease', 'id_known'], ['verdict', 'evidence']),
  row('late_answer', ['UNCERTAIN', 'ARMED'], 'PUBLISHED', 'sender', ['id_known'], ['verdict', 'evidence']),
  row('repeat_key', ['UNCERTAIN'], 'SENDING', 'resolver', [...MAY_SEND, 'key_class', 'key_alive', 'request_settled'], ['intent'], 'mutate'),
  row('repeat_id', ['UNCERTAIN'], 'SENDING', 'resolver', [...MAY_SEND, 'id_class', 'seen_absent'], ['intent'], 'mutate'),
  row('absent', ['UNCERTAIN'], 'ARMED', 'resolver', ['our_lease', 'can_look', 'absent_twice', 'budget_left', 'in_time']),
  row('confirm_refusal', ['UNCERTAIN'], 'FAILED', 'resolver', ['our_lease', 'can_look', 'absent_twice', 'refused_last', 'not_seen_online']),
  row('ask', ['UNCERTAIN'], 'NEEDS_DECISION', 'resolver', ['our_lease']),
  row('decide_published', ['NEEDS_DECISION'], 'PUBLISHED', 'person', [], ['evidence', 'decision']),
  row('decide_send', ['NEEDS_DECISION'], 'ARMED', 'person', ['approved', 'not_seen_online', 'by_machine'], ['decision']),
  row('put_off', ['NEEDS_DECISION'], 'WAITING', 'person', ['by_hand', 'not_seen_online'], ['decision']),
  row('decide_drop', ['NEEDS_DECISION'], 'CANCELLED', 'person', [], ['decision']),
] as const;

export type Event = (typeof TABLE)[number]['event'];
export const TRANSITIONS: readonly Transition[] = TABLE;

const BY_EVENT = new Map(TRANSITIONS.map((transition) => [transition.event, transition]));
export const transitionOf = (event: Event): Transition => BY_EVENT.get(event)!;

/** The guards of an event that do not hold; empty when it may happen. */
export const failingGuards = (event: Event, facts: Facts, guards: Record<Guard, (facts: Facts) => boolean> = GUARDS): Guard[] =>
  transitionOf(event).guards.filter((guard) => !guards[guard](facts));
