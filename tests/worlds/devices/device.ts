import { sync, Lost, newNotebook, type Answered, type Asked, type Notebook, type Shelf } from '../../../src/modules/offline/shapes.ts';
import type { Actor } from '../../../src/words/actor.ts';
import { newId } from '../../../src/words/ids.ts';

/** The tab dies: nothing after it is done, what was written stays written. */
export class TabCrash extends Error {}

export type Line = (asked: Asked) => Promise<Answered>;

/** A phone or a laptop in somebody's hands, with the notebook as the product keeps it; only its storage and its line are of the test. */
export interface Device {
  name: string;
  actor: Actor;
  readonly book: Notebook;
  /** As a person does something in a tab. */
  write(work: (book: Notebook) => Notebook): Promise<Notebook>;
  /** @returns whether it came to its end: a line that is cut and a tab that dies are everyday here */
  sync(line: Line): Promise<boolean>;
}

/** @param crashes whether the tab dies now, asked before and after each writing */
export function openDevice(name: string, actor: Actor, crashes: () => boolean): Device {
  // What is on the disk: text, so that nothing is shared with what is in memory.
  let stored = JSON.stringify(newNotebook(newId()));
  const read = (): Notebook => JSON.parse(stored) as Notebook;
  const shelf = (dies: () => boolean): Shelf => ({
    change: async (work) => {
      const next = JSON.stringify(work(read()));
      if (dies()) throw new TabCrash();
      stored = next;
      if (dies()) throw new TabCrash();
      return read();
    },
  });
  return {
    name,
    actor,
    get book() {
      return read();
    },
    write: (work) => shelf(() => false).change(work),
    sync: async (line) => {
      try {
        await sync(shelf(crashes), async (asked) => JSON.parse(JSON.stringify(await line(asked))) as Answered);
        return true;
      } catch (thrown) {
        if (thrown instanceof Lost || thrown instanceof TabCrash) return false;
        throw thrown;
      }
    },
  };
}
