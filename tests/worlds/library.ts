import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '../../src/modules/clients/index.server.ts';
import type { LibraryHouse } from '../../src/modules/library/index.server.ts';
import { openFiles } from '../../src/plumbing/files/index.ts';
import { openSeal } from '../../src/plumbing/seal/index.ts';
import type { Id } from '../../src/words/ids.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { openWorkspace, type TestWorkspace } from './people.ts';

export interface LibraryWorld {
  database: TestDatabase;
  house: LibraryHouse;
  /** Where media, keys and half-received files of this test lie. */
  folder: string;
  atelier: TestWorkspace;
  /** Two clients of the atelier. */
  restaurant: Id;
  hotel: Id;
  close(): Promise<void>;
}

/** A workspace with two clients, real storage in a folder of its own, real keys, the real decoder. */
export async function openLibraryWorld(settings: Partial<LibraryHouse['config']> = {}): Promise<LibraryWorld> {
  const database = await openTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'palabre-library-'));
  const config = {
    root: path.resolve('.'),
    dataDir: folder,
    publicUrl: new URL('https://palabre.example'),
    ffmpeg: null,
    s3: null,
    ...settings,
  };
  const house: LibraryHouse = {
    store: database.store,
    clock: database.clock,
    files: openFiles(config),
    seal: openSeal(path.join(folder, 'secrets', 'keys')),
    config,
  };
  const atelier = await openWorkspace(database);
  const [restaurant, hotel] = await atelier.as(atelier.awa)(
    async (ctx) => [await createClient(ctx, { name: 'Chez Tantine Afi' }), await createClient(ctx, { name: 'Hôtel du Lac' })] as const,
  );
  return {
    database,
    house,
    folder,
    atelier,
    restaurant: restaurant.id,
    hotel: hotel.id,
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A file as a browser sends it. */
export const body = (bytes: Uint8Array): ReadableStream<Uint8Array> => new Blob([bytes as BlobPart]).stream();
