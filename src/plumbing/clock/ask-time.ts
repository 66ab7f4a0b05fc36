import type { Clock } from './index.ts';
import { isPast, isWrong, type Moment, type SkewWatch } from './overheard.ts';
import type { TimeSource } from './skew.ts';

/** What whoever sends must know of this machine's clock. */
export interface ClockWatch {
  /** True while the clock cannot be trusted: nothing is sent. */
  clockWrong(): boolean;
  /**
   * Asked before something leaves, outside any transaction. Costs nothing where somebody was heard within the hour and our clock was right.
   * @param address where it is about to leave to
   */
  askTime(address: string): Promise<void>;
}

/** For the demo, which asks nobody, and for tests whose time is their own. */
export const unquestioned: ClockWatch = { clockWrong: () => false, askTime: async () => undefined };

/** Milliseconds a post waits for an answer, and during which the same one is not asked again. */
const PATIENCE_MS = 3_000;
const PAUSE_MS = 30_000;

interface Needs {
  watch: SkewWatch;
  clock: Clock;
  /** Who is asked whatever is sent. */
  sources: readonly TimeSource[];
  /** The source that stands at an address; null where nobody can be asked there. */
  sourceAt(address: string): TimeSource | null;
}

/**
 * Before the first post, and after an hour of silence, nobody has told the time: then everybody who may know is asked at once. So they are
 * while the clock seems wrong: one that is wrong alone must not hold the posts of all, and a clock set right is to be believed soon.
 */
export function openClockWatch({ watch, clock, sources, sourceAt }: Needs): ClockWatch {
  const asked = new Map<string, { at: Moment; answered: Promise<void> }>();
  const now = (): Moment => ({ wall: clock.now().getTime(), steady: performance.now() });
  const isRight = (): boolean => {
    const skew = watch.skewMs(now().wall);
    return skew !== null && !isWrong(skew);
  };

  const ask = async (source: TimeSource): Promise<void> => {
    const sent = now().wall;
    const theirs = await source.read();
    if (theirs) watch.hear(source.name, theirs.getTime(), sent, now().wall, source.witness);
  };
  const askOnce = (source: TimeSource): Promise<void> => {
    const before = asked.get(source.name);
    if (before && !isPast(before.at, now(), PAUSE_MS)) return before.answered;
    const answered = ask(source);
    asked.set(source.name, { at: now(), answered });
    return answered;
  };

  return {
    clockWrong: () => isWrong(watch.skewMs(now().wall)),
    askTime: async (address) => {
      if (isRight()) return;
      const there = sourceAt(address);
      const questions = [...sources, ...(there ? [there] : [])].map(askOnce);
      await new Promise<void>((done) => {
        const patience = setTimeout(done, PATIENCE_MS);
        const enough = (): void => void (isRight() && done());
        // One that breaks has said nothing; the others are heard.
        for (const question of questions) void question.then(enough, enough);
        void Promise.allSettled(questions).then(() => (clearTimeout(patience), done()));
      });
    },
  };
}
