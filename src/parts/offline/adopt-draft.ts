import { writeDown, type Notebook, type Writing } from '#modules/offline/shapes';
import { findKept, forget } from '#parts/calendar/composer/keep.ts';
import type { Id } from '#words/ids.ts';
import type { DeviceShelf } from './open-shelf.ts';

/**
 * What the composer kept on this device while the network went away joins the notebook, where it was written from the version the notebook
 * has; else it waits for the composer, which shows both. Words about pictures stay with the composer too: they are the library's.
 */
export async function adoptDraft(shelf: DeviceShelf, postId: Id): Promise<void> {
  const kept = findKept(postId);
  if (!kept) return;
  const book = await shelf.change((now) =>
    fits(now, postId, kept.version) ? writeDown(now, now.posts[postId]!, fieldsOf(now, postId)) : now,
  );
  if (fits(book, postId, kept.version) && Object.keys(kept.written.alts).length === 0) forget(postId);

  function fieldsOf({ posts }: Notebook, id: Id): Partial<Writing> {
    const { title, text, mediaIds, variants, pillarId, wish } = kept!.written;
    // The hour of what was handed over is asked for, not written.
    return { title, text, mediaIds, variants, pillarId, ...(!posts[id]!.planned && { wish }) };
  }
}

/** Nothing of it was written here already, over another state. */
const fits = ({ posts }: Notebook, postId: Id, version: number): boolean => posts[postId]?.version === version;
