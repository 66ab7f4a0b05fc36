import { SealBroken } from '#plumbing/seal';
import type { Id } from '#words/ids.ts';
import type { LibraryHouse } from './house.ts';
import { mediaPath, type VariantName } from './shapes.ts';

/** Milliseconds a signed address opens: long enough for a network to fetch, too short to be passed around. */
export const PASS_LIFE = 15 * 60_000;

interface Target {
  workspaceId: Id;
  mediaId: Id;
  variant: VariantName;
}

/**
 * The pass is the hour it ends, sealed for this media and variant with the key file: whoever can make one could read the file anyway,
 * and a pass of one address opens no other.
 */
const placeOf = ({ workspaceId, mediaId, variant }: Target) => ({
  workspaceId,
  table: 'library.media',
  row: mediaId,
  field: `pass ${variant}`,
});

/** A whole address that reads one variant of one private media for 15 minutes, without a session. */
export function signedMediaUrl(house: Pick<LibraryHouse, 'seal' | 'clock' | 'config'>, target: Target): string {
  const until = house.clock.now().getTime() + PASS_LIFE;
  const url = new URL(mediaPath(target.mediaId, target.variant), house.config.publicUrl);
  url.searchParams.set('pass', house.seal.seal(placeOf(target), String(until)).toString('base64url'));
  return url.href;
}

export function opensWith(house: Pick<LibraryHouse, 'seal' | 'clock'>, target: Target, pass: string): boolean {
  // A pass is some 60 characters; anything longer is not worth opening.
  if (pass.length > 200) return false;
  try {
    return Number(house.seal.open(placeOf(target), Buffer.from(pass, 'base64url'))) > house.clock.now().getTime();
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}
