import { randomBytes } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';
import { cleanName } from './clean-name.ts';
import type { LibraryHouse } from './house.ts';
import { LIMITS, MEGABYTE } from './shapes.ts';

/** What a share sheet gave: files, or words, or both. */
export interface Shared {
  files: File[];
  text: string;
}

const noteSchema = z.object({
  workspaceId: z.string(),
  userId: z.string(),
  text: z.string(),
  files: z.array(z.object({ name: z.string(), type: z.string() })),
});

type Data = { config: Pick<LibraryHouse['config'], 'dataDir'> };

/** Named as what receive-file.ts sweeps after a day: what nobody came back for goes with what a killed process left. */
const folderOf = ({ config }: Data, token: string): string => path.join(config.dataDir, 'tmp', `upload-shared-${token}`);
const personOf = (actor: Actor): Id => {
  if (actor.kind !== 'person') throw gone();
  return actor.userId;
};
const gone = (): Refusal => new Refusal('share_gone', { status: 404 });

/**
 * Puts aside what the phone's share sheet sent until the person says for whom it is: nothing of it is decoded, shown or anybody's yet.
 * @returns the word it is found again by, for this person in this workspace, for a day
 */
export async function keepShared(house: Data, actor: Actor, workspaceId: Id, { files, text }: Shared): Promise<string> {
  const userId = personOf(actor);
  if (files.reduce((sum, file) => sum + file.size, 0) > LIMITS.formBytes)
    throw new Refusal('media_form_too_large', { status: 413, details: { megabytes: LIMITS.formBytes / MEGABYTE } });
  const token = randomBytes(16).toString('hex');
  const folder = folderOf(house, token);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    for (const [index, file] of files.entries())
      await pipeline(Readable.fromWeb(file.stream() as never), createWriteStream(path.join(folder, String(index)), { mode: 0o600 }));
    const note = {
      workspaceId,
      userId,
      text: text.slice(0, 10_000),
      files: files.map(({ name, type }) => ({ name: cleanName(name), type })),
    };
    await writeFile(path.join(folder, 'note.json'), JSON.stringify(note), { mode: 0o600 });
    return token;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** What was put aside. @throws Refusal `share_gone` when it is not this person's, was taken already, or a day has passed */
export async function openShared(house: Data, actor: Actor, workspaceId: Id, token: string): Promise<Shared> {
  if (!/^[0-9a-f]{32}$/.test(token)) throw gone();
  const folder = folderOf(house, token);
  const note = await readNote(folder);
  if (note.workspaceId !== workspaceId || note.userId !== personOf(actor)) throw gone();
  const files = await Promise.all(
    note.files.map(async ({ name, type }, index) => new File([await openAsBlob(path.join(folder, String(index)))], name, { type })),
  );
  return { files, text: note.text };
}

/** It was taken, or is not wanted. */
export const forgetShared = (house: Data, token: string): Promise<void> => rm(folderOf(house, token), { recursive: true, force: true });

async function readNote(folder: string): Promise<z.infer<typeof noteSchema>> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(path.join(folder, 'note.json'), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw gone();
    throw error;
  }
}
