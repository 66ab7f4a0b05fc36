import type { Seen } from './truth.ts';

const FINAL: readonly string[] = ['PUBLISHED', 'FAILED', 'CANCELLED'];

/** What must be true at any moment, whatever happened. Each fault is one line. */
export function unsafe(all: readonly Seen[]): string[] {
  const faults: string[] = [];
  for (const seen of all) {
    const { effects, state } = seen;
    const say = (what: string): void => void faults.push(`${seen.onceClass} ${seen.text} ${state}: ${what}`);
    if (effects.length > 1) say(`${effects.length} effects`);
    if (state === 'PUBLISHED' && effects.length === 0) say('nothing is there');
    if (state === 'PUBLISHED' && seen.remoteId !== null && effects[0] && effects[0].remoteId !== seen.remoteId) say('it is another one');
    if ((state === 'FAILED' || state === 'CANCELLED') && effects.length > 0) say('it is there');
    if (effects[0] && effects[0].text !== seen.text) say('other words went out than were approved');
    const parent = all.find((one) => one.id === seen.parentId);
    const before = parent?.effects[0];
    if (effects[0] && parent && (!before || before.at > effects[0].at)) say('before the one it follows');
  }
  return faults;
}

/** Every fault passes by itself: what can be looked up ends online, what cannot ends online or with a person. */
export const unfinished = (all: readonly Seen[]): string[] =>
  all
    .filter(({ state, onceClass }) => state !== 'PUBLISHED' && !(onceClass === 'N' && state === 'NEEDS_DECISION'))
    .map((seen) => `${seen.onceClass} ${seen.text}: ${seen.state} ${seen.reason ?? ''}`);

/** Those with neither a verdict nor a flag, nor a segment before them that waits for a person. */
export const open = (all: readonly Seen[]): Seen[] => all.filter((seen) => isMoving(seen) && !waitsForSomeone(seen, all));

const isMoving = ({ state }: Seen): boolean => !FINAL.includes(state) && state !== 'HELD' && state !== 'NEEDS_DECISION';

function waitsForSomeone(seen: Seen, all: readonly Seen[]): boolean {
  const parent = all.find((one) => one.id === seen.parentId);
  if (!parent || FINAL.includes(parent.state)) return false;
  return !isMoving(parent) || waitsForSomeone(parent, all);
}
