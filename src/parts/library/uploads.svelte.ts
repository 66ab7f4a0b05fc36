import { library_upload_lost, library_upload_refused, library_upload_session } from '#messages';
import type { MediaItem } from '#modules/library/shapes';
import type { Id } from '#words/ids.ts';
import { makePoster } from './make-poster.ts';
import { refuseEarly } from './refuse-early.ts';
import { sendFile, type Sent } from './send-file.ts';

/** A file on its way, or what became of it. */
export interface Sending {
  key: number;
  name: string;
  /** 0 to 1; at 1 the house is decoding. */
  part: number;
  problem: string | null;
}

/** The files a person chose, sent one after the other: on a slow line, two at once are both late. */
export class Uploads {
  list = $state<Sending[]>([]);
  #last = 0;

  get busy(): boolean {
    return this.list.some((one) => one.problem === null);
  }

  /**
   * @param base /studio/<workspace>
   * @param onAdded called as each one arrives. Problems stay in `list` until the next files.
   */
  async send(
    base: string,
    files: Iterable<File>,
    clientId: Id,
    onAdded: (item: MediaItem, sent: Extract<Sent, { kind: 'added' }>) => void,
  ): Promise<void> {
    this.list = this.list.filter((one) => one.problem === null);
    const waiting = Array.from(files, (file) => ({ file, key: (this.#last += 1) }));
    this.list.push(...waiting.map(({ file, key }) => ({ key, name: file.name, part: 0, problem: null })));
    for (const { file, key } of waiting) {
      const sent = await this.#sendOne(base, file, key, clientId);
      const line = this.list.find((one) => one.key === key)!;
      if (sent.kind !== 'added') line.problem = problemOf(sent, file.name);
      else {
        onAdded(sent.item, sent);
        this.list = this.list.filter((one) => one.key !== key);
      }
    }
  }

  async #sendOne(base: string, file: File, key: number, clientId: Id): Promise<Sent> {
    const early = refuseEarly(file);
    if (early) return { kind: 'refused', sentence: early };
    const line = this.list.find((one) => one.key === key)!;
    const query = `client=${clientId}&name=${encodeURIComponent(file.name)}`;
    const sent = await sendFile(`${base}/library/upload?${query}`, file, (part) => (line.part = part));
    if (sent.kind !== 'added' || sent.item.kind !== 'video') return sent;
    const poster = await makePoster(file);
    if (!poster) return sent;
    const drawn = await sendFile(`${base}/library/${sent.item.id}/poster`, poster, () => undefined);
    return drawn.kind === 'added' ? { ...sent, item: drawn.item } : sent;
  }
}

function problemOf(sent: Exclude<Sent, { kind: 'added' }>, name: string): string {
  if (sent.kind === 'refused') return library_upload_refused({ name, sentence: sent.sentence });
  return sent.kind === 'signed-out' ? library_upload_session({ name }) : library_upload_lost({ name });
}
