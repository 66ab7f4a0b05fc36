import type { Ctx } from '#plumbing/db';
import { newId, type Id } from '#words/ids.ts';
import { invalid, notFound, Refusal } from '#words/refusal.ts';
import { deleteFolder, insertFolder, selectFolders, updateFolderName, updateFolderOf } from './folders.sql.ts';
import { findMedia } from './list-media.ts';
import { clientsSeenBy, mayAdd } from './policy.ts';
import { LIMITS, type Folder } from './shapes.ts';

/** Of every client the actor sees, by name. */
export const listFolders = (ctx: Ctx): Promise<Folder[]> => selectFolders(ctx, clientsSeenBy(ctx.actor));

/** @throws Refusal `folder_exists` when the client has one of that name */
export async function createFolder(ctx: Ctx, clientId: Id, typed: string): Promise<Id> {
  mayAdd(ctx.actor, clientId);
  const [id, name] = [newId(ctx.now().getTime()), nameOf(typed)];
  if (!(await insertFolder(ctx, { id, clientId, name }))) throw exists(name);
  return id;
}

/** @throws Refusal `folder_exists` */
export async function renameFolder(ctx: Ctx, id: Id, typed: string): Promise<void> {
  const folder = await find(ctx, id);
  const name = nameOf(typed);
  const others = (await listFolders(ctx)).filter((one) => one.clientId === folder.clientId && one.id !== id);
  if (others.some((one) => one.name.toLocaleLowerCase() === name.toLocaleLowerCase())) throw exists(name);
  await updateFolderName(ctx, id, name);
}

/** The folder goes, what lies in it stays. */
export async function removeFolder(ctx: Ctx, id: Id): Promise<void> {
  await find(ctx, id);
  await deleteFolder(ctx, id);
}

/**
 * Puts media into a folder of their client, or into none. All or nothing.
 * @throws Refusal `media_of_another_client` when one of them is another client's
 */
export async function fileMedia(ctx: Ctx, mediaIds: readonly Id[], folderId: Id | null): Promise<void> {
  const media = await findMedia(ctx, mediaIds);
  if (media.length < new Set(mediaIds).size) throw notFound();
  for (const { clientId } of media) mayAdd(ctx.actor, clientId);
  const folder = folderId === null ? null : await find(ctx, folderId);
  if (folder && media.some(({ clientId }) => clientId !== folder.clientId))
    throw new Refusal('media_of_another_client', { field: 'folder' });
  await updateFolderOf(ctx, mediaIds, folderId);
}

/** One of the actor's to change. */
async function find(ctx: Ctx, id: Id): Promise<Folder> {
  const folder = (await listFolders(ctx)).find((one) => one.id === id);
  if (!folder) throw notFound();
  mayAdd(ctx.actor, folder.clientId);
  return folder;
}

function nameOf(typed: string): string {
  const name = typed.trim().replace(/\s+/g, ' ');
  if (name === '' || name.length > LIMITS.folderCharacters) throw invalid('name');
  return name;
}

const exists = (name: string): Refusal => new Refusal('folder_exists', { status: 409, field: 'name', details: { name } });
