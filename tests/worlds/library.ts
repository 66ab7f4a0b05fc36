import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { createClient } from '../../src/modules/clients/index.server.ts';
import { addMedia, type LibraryHouse } from '../../src/modules/library/index.server.ts';
import type { Ctx } from '../../src/plumbing/db/index.ts';
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
  /** What the owner does. */
  asAwa<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** A file she adds, of the restaurant unless another client is named. */
  add(bytes: Uint8Array, name: string, clientId?: Id): Promise<Id>;
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
    asAwa: (work) => atelier.as(atelier.awa)(work),
    add: async (bytes, name, clientId = restaurant.id) =>
      (await addMedia(house, atelier.awa, atelier.workspaceId, { clientId, name, body: body(bytes) })).media.id,
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A file as a browser sends it. */
export const body = (bytes: Uint8Array): ReadableStream<Uint8Array> => new Blob([bytes as BlobPart]).stream();

/** A small picture of one colour. */
export const square = (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 16, height: 16, channels: 3, background: colour } })
    .png()
    .toBuffer();
