import { rm } from 'node:fs/promises';
import path from 'node:path';
import { readClient } from '#modules/clients';
import { fileKey } from '#plumbing/files';
import type { Actor } from '#words/actor.ts';
import { newId, type Id } from '#words/ids.ts';
import { cleanName } from './clean-name.ts';
import type { Decoded } from './decoder/answer.ts';
import type { LibraryHouse } from './house.ts';
import { insertMedia, selectMedia } from './media.sql.ts';
import { mayAdd } from './policy.ts';
import { isImage, measure, receiveFile, sweepReceived, type Received } from './receive-file.ts';
import { runDecoder } from './run-decoder.ts';
import { describeSchema, type Cleaned, type MediaView, type Variant } from './shapes.ts';
import { takeTurn } from './take-turns.ts';

export interface NewMedia {
  clientId: Id;
  /** What the device calls the file; never believed, never a path. */
  name: string;
  body: ReadableStream<Uint8Array>;
  alt?: string;
  credit?: string;
}

/**
 * Receives a file, finds out what it is, decodes and writes it again in a process of its own, stores it, enters it. Only the last
 * step is in a transaction. The bytes handed in are gone at the end, whatever happened.
 * @throws Refusal when the file cannot be accepted (`media_*`), `forbidden` or `not_found` when the actor may not add to this client.
 */
export async function addMedia(
  house: LibraryHouse,
  actor: Actor,
  workspaceId: Id,
  media: NewMedia,
): Promise<{ media: MediaView; cleaned: Cleaned }> {
  mayAdd(actor, media.clientId);
  const words = describeSchema.parse({ alt: media.alt ?? '', credit: media.credit ?? '' });
  await house.store.inWorkspace(workspaceId, actor, (ctx) => readClient(ctx, media.clientId));

  await sweepReceived(house.config.dataDir, house.clock.now());
  const received = await receiveFile(house.config.dataDir, media.body);
  try {
    const decoded = await takeTurn(() => decode(house, received));
    const variants = await store(house, workspaceId, received.folder, decoded);
    const id = newId(house.clock.now().getTime());
    const view = await house.store.inWorkspace(workspaceId, actor, async (ctx) => {
      await insertMedia(
        ctx,
        {
          id,
          client_id: media.clientId,
          kind: isImage(received.kind) ? 'image' : 'video',
          original_name: cleanName(media.name),
          original_bytes: received.bytes,
          tint: decoded.tint,
          duration_ms: decoded.durationMs,
          alt: words.alt,
          credit: words.credit,
          created_at: ctx.now(),
          created_by: actor.kind === 'person' ? actor.userId : null,
        },
        variants,
      );
      await ctx.tell({ name: 'library.added', about: { mediaId: id, clientId: media.clientId } });
      return (await selectMedia(ctx, { clientIds: 'all', ids: [id] }))[0]!;
    });
    return { media: view, cleaned: decoded.cleaned };
  } finally {
    await rm(received.folder, { recursive: true, force: true });
  }
}

const decode = (house: LibraryHouse, { kind, folder }: Received): Promise<Decoded> =>
  runDecoder(house.config.root, isImage(kind) ? ['image', kind] : ['video'], folder);

async function store(house: LibraryHouse, workspaceId: Id, folder: string, decoded: Decoded): Promise<Variant[]> {
  const variants: Variant[] = [];
  for (const written of decoded.written) {
    const file = path.join(folder, written.name);
    const { bytes, sha256 } = await measure(file);
    await house.files.put(fileKey(workspaceId, sha256), { path: file, bytes, mime: written.mime });
    variants.push({ ...written, bytes, sha256 });
  }
  return variants;
}
