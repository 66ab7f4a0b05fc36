import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { newNotebook, type Notebook, type Shelf } from '#modules/offline/shapes';
import { newId, type Id } from '#words/ids.ts';

/** A picture or a film that waits for a network. */
export interface KeptFile {
  /** Becomes the media's own: sent twice, it is there once. */
  id: Id;
  postId: Id;
  clientId: Id;
  name: string;
  blob: Blob;
  /** What the house said when it would not have it; null while it waits. */
  refused: string | null;
}

interface Kept extends DBSchema {
  notebook: { key: string; value: Notebook };
  files: { key: Id; value: KeptFile };
}

/** What one person keeps of one workspace on this device. */
export interface DeviceShelf extends Shelf {
  read(): Promise<Notebook>;
  files(): Promise<KeptFile[]>;
  putFile(file: KeptFile): Promise<void>;
  dropFile(id: Id): Promise<void>;
  close(): void;
}

const PREFIX = 'palabre ';
const BOOK = 'book';
/** Told to every tab of the person when something on the shelf changed. */
export const CHANGED = 'palabre-notebook';

/** @throws DOMException where the browser keeps nothing (a private window, a full disk) */
export async function openShelf(person: string, workspace: string): Promise<DeviceShelf> {
  const db = await openDB<Kept>(`${PREFIX}${person} ${workspace}`, 1, {
    upgrade: (base) => {
      base.createObjectStore('notebook');
      base.createObjectStore('files', { keyPath: 'id' });
    },
    // Forgotten from another tab: this one lets go of it.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANGED) : null;
  if (channel) channel.onmessage = () => dispatchEvent(new Event(CHANGED));
  const tell = (): void => {
    dispatchEvent(new Event(CHANGED));
    channel?.postMessage('');
  };
  return {
    read: async () => (await db.get('notebook', BOOK)) ?? newNotebook(newId()),
    change: async (work) => {
      const next = await changeIn(db, work);
      tell();
      return next;
    },
    files: () => db.getAll('files'),
    putFile: async (file) => {
      await db.put('files', file);
      tell();
    },
    dropFile: async (id) => {
      await db.delete('files', id);
      tell();
    },
    close: () => {
      db.close();
      channel?.close();
    },
  };
}

/** Read, made and written in one transaction: two tabs follow each other. */
async function changeIn(db: IDBPDatabase<Kept>, work: (book: Notebook) => Notebook): Promise<Notebook> {
  const transaction = db.transaction('notebook', 'readwrite');
  const next = work((await transaction.store.get(BOOK)) ?? newNotebook(newId()));
  await transaction.store.put(next, BOOK);
  await transaction.done;
  return next;
}

/** Every notebook of anybody on this device. */
export async function forgetShelves(): Promise<void> {
  // A browser that cannot list them (Firefox before 126) is told by the server to forget all (routes/logout).
  const all = (await indexedDB.databases?.()) ?? [];
  for (const { name } of all) if (name?.startsWith(PREFIX)) await gone(indexedDB.deleteDatabase(name));
}

const gone = (asked: IDBOpenDBRequest): Promise<void> =>
  new Promise((resolve) => {
    asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
  });
