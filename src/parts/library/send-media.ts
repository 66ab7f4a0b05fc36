import { library_upload_lost, library_upload_refused, library_upload_session } from '#messages';
import type { MediaItem } from '#modules/library/shapes';
import type { Id } from '#words/ids.ts';
import { makePoster } from './make-poster.ts';
import { refuseEarly } from './refuse-early.ts';
import { sendFile, type Sent } from './send-file.ts';

/** What became of a file: what the library has, or why it has nothing, in the person's language. */
export type SentMedia = { item: MediaItem } | { problem: string };

/**
 * Sends one file to the library, and with a film a still of it.
 * @param base /studio/<workspace>; @param onSent part sent, 0 to 1; at 1 the house is decoding
 */
export async function sendMedia(base: string, file: File, clientId: Id, onSent: (part: number) => void): Promise<SentMedia> {
  const early = refuseEarly(file);
  if (early) return { problem: problemOf({ kind: 'refused', sentence: early }, file.name) };
  const query = `client=${clientId}&name=${encodeURIComponent(file.name)}`;
  const sent = await sendFile(`${base}/library/upload?${query}`, file, onSent);
  if (sent.kind !== 'added') return { problem: problemOf(sent, file.name) };
  const poster = sent.item.kind === 'video' ? await makePoster(file) : null;
  if (!poster) return sent;
  const drawn = await sendFile(`${base}/library/${sent.item.id}/poster`, poster, () => undefined);
  return drawn.kind === 'added' ? drawn : sent;
}

function problemOf(sent: Exclude<Sent, { kind: 'added' }>, name: string): string {
  if (sent.kind === 'refused') return library_upload_refused({ name, sentence: sent.sentence });
  return sent.kind === 'signed-out' ? library_upload_session({ name }) : library_upload_lost({ name });
}
