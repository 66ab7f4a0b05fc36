import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { addMedia } from './add-media.ts';
import type { LibraryHouse } from './house.ts';
import { ADDED_FILES, LIMITS, MEGABYTE, type Cleaned, type MediaView } from './shapes.ts';

/**
 * Adds the files of a plain form (no JavaScript), one after the other; the form was read to disk, hence its own limit. An empty
 * file field adds nothing. @throws Refusal of the first file that cannot be accepted; those before it are in, and were told to `each`.
 */
export async function addFiles(
  house: LibraryHouse,
  actor: Actor,
  workspaceId: Id,
  form: FormData,
  words: { clientId: Id; alt?: string; credit?: string },
  each: (media: MediaView) => Promise<void> = async () => undefined,
): Promise<{ media: MediaView; cleaned: Cleaned }[]> {
  const files = form.getAll(ADDED_FILES).filter((one): one is File => typeof one !== 'string' && (one.size > 0 || one.name !== ''));
  const total = files.reduce((sum, file) => sum + file.size, 0);
  if (total > LIMITS.formBytes)
    throw new Refusal('media_form_too_large', { status: 413, details: { megabytes: LIMITS.formBytes / MEGABYTE }, field: ADDED_FILES });
  const added = [];
  for (const file of files) {
    const one = await addMedia(house, actor, workspaceId, { ...words, name: file.name, body: file.stream() });
    added.push(one);
    await each(one.media);
  }
  return added;
}
