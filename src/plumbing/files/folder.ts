import { randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, copyFile, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Files } from './files.ts';
import { checkKey } from './key.ts';

/** Media in a folder: `<workspace>/<two first of the hash>/<hash>`, readable by Palabre's own user only. */
export function openFolder(root: string): Files {
  const place = (key: string): string => {
    const [workspace, sha256] = checkKey(key).split('/') as [string, string];
    return path.join(root, workspace, sha256.slice(0, 2), sha256);
  };

  return {
    put: async (key, file) => {
      const target = place(key);
      if (await exists(target)) return;
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      // Written beside and renamed: a power cut leaves a whole file or none under the key.
      const part = `${target}.${randomUUID()}.part`;
      try {
        await copyFile(file.path, part, constants.COPYFILE_FICLONE);
        await flush(part);
        await rename(part, target);
        await flush(path.dirname(target));
      } finally {
        await rm(part, { force: true });
      }
    },
    open: async (key, range) => {
      const target = place(key);
      if (!(await exists(target))) return null;
      return Readable.toWeb(createReadStream(target, range)) as ReadableStream<Uint8Array>;
    },
    readAll: async (key) => {
      const target = place(key);
      return (await exists(target)) ? readFile(target) : null;
    },
    remove: (key) => rm(place(key), { force: true }),
  };
}

async function exists(target: string): Promise<boolean> {
  try {
    await access(target, constants.R_OK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function flush(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
