import { rm } from 'node:fs/promises';
import { readClient } from '#modules/clients';
import type { Ctx } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import { newId, type Id } from '#words/ids.ts';
import { invalid, Refusal } from '#words/refusal.ts';
import { cleanName } from './clean-name.ts';
import type { Decoded } from './decoder/answer.ts';
import type { LibraryHouse } from './house.ts';
import { insertMedia, selectMedia } from './media.sql.ts';
import { mayAdd } from './policy.ts';
import { isImage, receiveFile, sweepReceived, type Received } from './receive-file.ts';
import { runDecoder } from './run-decoder.ts';
import { describeSchema } from './description.ts';
import type { Cleaned, MediaView } from './shapes.ts';
import { storeWritten } from './store-written.ts';
import { decoding, transcoding } from './take-turns.ts';
import { transcode } from './transcode.ts';

export interface NewMedia {
  /** Made by who hands it in, and not used yet; a new one when left out. */
  id?: Id;
  clientId: Id;
  /** What the device calls the file; never believed, never a path. */
  name: string;
  body: ReadableStream<Uint8Array>;
  alt?: string;
  credit?: string;
  /** What the caller must do in the transaction that enters the media. */
  also?(ctx: Ctx, media: MediaView, cleaned: Cleaned): Promise<void>;
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
  const words = describeSchema.pick({ alt: true, credit: true }).safeParse({ alt: media.alt ?? '', credit: media.credit ?? '' });
  if (!words.success) throw invalid(String(words.error.issues[0]?.path[0] ?? 'alt'));
  await house.store.inWorkspace(workspaceId, actor, (ctx) => readClient(ctx, media.clientId));

  await sweepReceived(house.config.dataDir);
  const received = await receiveFile(house.config.dataDir, media.body);
  try {
    const decoded = await decode(house, received);
    const variants = await storeWritten(house, workspaceId, received.folder, decoded);
    const id = media.id ?? newId(house.clock.now().getTime());
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
          ...words.data,
          licence: '',
          rights_until: null,
          tags: [],
          handed_sha256: received.sha256,
          look: decoded.look,
          created_at: ctx.now(),
          created_by: actor.kind === 'person' ? actor.userId : null,
        },
        variants,
      );
      await ctx.tell({ name: 'library.added', about: { mediaId: id, clientId: media.clientId } });
      const entered = (await selectMedia(ctx, { clientIds: 'all', ids: [id] }))[0]!;
      await media.also?.(ctx, entered, decoded.cleaned);
      return entered;
    });
    return { media: view, cleaned: decoded.cleaned };
  } finally {
    await rm(received.folder, { recursive: true, force: true });
  }
}

async function decode(house: LibraryHouse, { kind, folder }: Received): Promise<Decoded> {
  const run = () => decoding(() => runDecoder(house.config.root, isImage(kind) ? ['image', kind] : ['video'], folder));
  try {
    return await run();
  } catch (refusal) {
    const { ffmpeg } = house.config;
    if (!ffmpeg || !(refusal instanceof Refusal) || refusal.code !== 'media_codec') throw refusal;
    await transcoding(() => transcode(ffmpeg, kind, folder));
    return run();
  }
}
