import type { Clock } from '#plumbing/clock';
import type { Config } from '#plumbing/config';
import type { Store } from '#plumbing/db';
import type { Files } from '#plumbing/files';
import type { Seal } from '#plumbing/seal';

/** What this room needs of the house where a verb cannot be one transaction: bytes are received, decoded and stored outside of it. */
export interface LibraryHouse {
  store: Store;
  files: Files;
  seal: Seal;
  clock: Clock;
  config: Pick<Config, 'root' | 'dataDir' | 'publicUrl' | 'ffmpeg'>;
}
