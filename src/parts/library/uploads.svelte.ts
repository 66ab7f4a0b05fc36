import { library_upload_lost } from '#messages';
import type { MediaItem } from '#modules/library/shapes';
import { fetchSpoken } from '#parts/shell/fetch-later.ts';
import type { Id } from '#words/ids.ts';
import type { SentMedia } from './send-media.ts';

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

  /**
   * @param base /studio/<workspace>
   * @param onAdded called as each one arrives. Problems stay in `list` until the next files.
   */
  async send(base: string, files: Iterable<File>, clientId: Id, onAdded: (item: MediaItem) => void): Promise<void> {
    this.list = this.list.filter((one) => one.problem === null);
    const waiting = Array.from(files, (file) => ({ file, key: (this.#last += 1) }));
    this.list.push(...waiting.map(({ file, key }) => ({ key, name: file.name, part: 0, problem: null })));
    for (const { file, key } of waiting) {
      const line = this.list.find((one) => one.key === key)!;
      const sent = await sendOne(base, file, clientId, (part) => (line.part = part));
      if ('problem' in sent) line.problem = sent.problem;
      else {
        onAdded(sent.item);
        this.list = this.list.filter((one) => one.key !== key);
      }
    }
  }
}

async function sendOne(base: string, file: File, clientId: Id, onSent: (part: number) => void): Promise<SentMedia> {
  let sender: typeof import('./send-media.ts');
  try {
    sender = await fetchSpoken('uploads');
  } catch {
    // What sends is fetched with the first file: the line that is cut now would have cut the file.
    return { problem: library_upload_lost({ name: file.name }) };
  }
  return sender.sendMedia(base, file, clientId, onSent);
}
