import { open } from 'node:fs/promises';

/** A file, or the names in a folder, brought to the disk: a power cut afterwards loses nothing of it. */
export async function flush(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
