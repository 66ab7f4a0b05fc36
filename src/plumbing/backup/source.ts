import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Something that goes into an archive, under a name of its own. */
export type Source = { name: string } & ({ kind: 'folder' } | { kind: 'file'; file: string } | { kind: 'text'; text: string });

/** A folder with all below it, in order; `skip` is asked with the path inside the folder. */
export function* walk(folder: string, name: string, skip: (inside: string) => boolean = () => false, inside = ''): Generator<Source> {
  if (!existsSync(path.join(folder, inside))) return;
  yield { name: path.posix.join(name, inside), kind: 'folder' };
  const entries = readdirSync(path.join(folder, inside), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const below = path.posix.join(inside, entry.name);
    if (skip(below)) continue;
    if (entry.isDirectory()) yield* walk(folder, name, skip, below);
    else if (entry.isFile()) yield { name: path.posix.join(name, below), kind: 'file', file: path.join(folder, below) };
  }
}

/** Bytes of everything below a folder. */
export const sizeOf = (folder: string): number => {
  let bytes = 0;
  for (const source of walk(folder, '')) if (source.kind === 'file') bytes += statSync(source.file, { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
};
