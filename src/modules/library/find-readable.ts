import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import type { LibraryHouse } from './house.ts';
import { selectMedia, selectPlace } from './media.sql.ts';
import { clientsSeenBy } from './policy.ts';
import { opensWith } from './sign-address.ts';
import { variantOf, type MediaView, type Variant, type VariantName } from './shapes.ts';

export interface Request {
  mediaId: Id;
  variant: VariantName;
  /** From a signed address. */
  pass: string | null;
  /** Who reads, in the workspace the media turns out to be in; asked only when nothing else opens. Null: nobody known there. */
  actorIn(workspaceId: Id): Promise<Actor | null>;
}

export interface Readable {
  workspaceId: Id;
  media: MediaView;
  variant: Variant;
  /** What opened it, which decides how long it may be kept by others. */
  by: 'public' | 'pass' | 'session';
}

/** One answer, null, for what does not exist, is not the reader's, or whose pass has ended. */
export async function findReadable(house: LibraryHouse, request: Request): Promise<Readable | null> {
  const workspaceId = await selectPlace(house.store.outside, request.mediaId);
  if (!workspaceId) return null;
  const visitor: Actor = { kind: 'system', name: 'visitor' };
  const [media] = await house.store.inWorkspace(workspaceId, visitor, (ctx) =>
    selectMedia(ctx, { clientIds: 'all', ids: [request.mediaId], archived: true }),
  );
  const variant = media && variantOf(media, request.variant);
  if (!variant) return null;

  const found = { workspaceId, media, variant };
  if (media.publicSince) return { ...found, by: 'public' };
  if (request.pass !== null) return opensWith(house, { workspaceId, ...request }, request.pass) ? { ...found, by: 'pass' } : null;
  const actor = await request.actorIn(workspaceId);
  const seen = actor ? clientsSeenBy(actor) : [];
  return seen === 'all' || seen.includes(media.clientId) ? { ...found, by: 'session' } : null;
}
