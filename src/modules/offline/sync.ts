import { askedBy, hear, leave, type Answered, type Asked } from './exchange.ts';
import type { Notebook } from './notebook.ts';

/** Where a notebook is kept: each change is read, made and written as one, whatever other tab works on it, or not at all. */
export interface Shelf {
  change(work: (book: Notebook) => Notebook): Promise<Notebook>;
}

/** Nobody answered, or not to the end: what left may have arrived. */
export class Lost extends Error {}

/**
 * Says what waits and hears the rest, until nothing that can go waits any more. A call that finds nobody changes nothing but this: what
 * left is sent again, as it was.
 * @param send one call to the house @throws Lost
 */
export async function sync(shelf: Shelf, send: (asked: Asked) => Promise<Answered>): Promise<Notebook> {
  for (;;) {
    const leaving = await shelf.change(leave);
    const answered = await send(askedBy(leaving));
    const book = await shelf.change((now) => hear(now, answered));
    // What met an accident is asked again another time, so that it holds up nothing else.
    if (book.waiting.every(({ left }) => left)) return book;
  }
}
