import path from 'node:path';
import { fileKey } from '#plumbing/files';
import type { Id } from '#words/ids.ts';
import type { Decoded } from './decoder/answer.ts';
import type { LibraryHouse } from './house.ts';
import { measure } from './receive-file.ts';
import type { Variant } from './shapes.ts';

/** Stores what the decoder wrote, under the hash of what is really there. */
export async function storeWritten(
  house: Pick<LibraryHouse, 'files'>,
  workspaceId: Id,
  folder: string,
  decoded: Decoded,
): Promise<Variant[]> {
  const variants: Variant[] = [];
  for (const written of decoded.written) {
    const file = path.join(folder, written.name);
    const { bytes, sha256 } = await measure(file);
    await house.files.put(fileKey(workspaceId, sha256), { path: file, bytes, mime: written.mime });
    variants.push({ ...written, bytes, sha256 });
  }
  return variants;
}
