import { holdBack, Lost, sync, writeDown, writingIn, type Answered, type Asked, type Notebook } from '#modules/offline/shapes';
import type { DeviceShelf, KeptFile } from './open-shelf.ts';

/** The session is over: what is kept waits until the person signs in again. */
export class SignedOut extends Lost {}

/** Why something asked of a post was not, on this device: said by say-waiting.ts. */
export const FILE_REFUSED = 'file_refused';

/** Files first, since posts name them; then what was done, and what is new. @param base the workspace's address @throws Lost, SignedOut */
export async function carry(shelf: DeviceShelf, base: string): Promise<Notebook> {
  for (const file of await shelf.files()) if (file.refused === null) await carryFile(shelf, base, file);
  return sync(shelf, (asked) => call(`${base}/offline/sync`, asked));
}

async function call(address: string, asked: Asked): Promise<Answered> {
  const body = JSON.stringify(asked);
  const answer = await ask(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return (await answer.json().catch(() => Promise.reject(new Lost()))) as Answered;
}

/** A file that the house has joins its post; one it refuses says why, and holds back only what was asked of its post. */
async function carryFile(shelf: DeviceShelf, base: string, file: KeptFile): Promise<void> {
  const question = new URLSearchParams({ client: file.clientId, name: file.name, id: file.id });
  const answer = await ask(`${base}/library/upload?${question}`, { method: 'PUT', body: file.blob }, true);
  const { refusal } = (await answer.json().catch(() => ({}))) as { refusal?: { sentence: string } };
  if (refusal) {
    await shelf.putFile({ ...file, refused: refusal.sentence });
    await shelf.change((book) => holdBack(book, file.postId, FILE_REFUSED));
    return;
  }
  await shelf.change((book) => {
    const { mediaIds } = writingIn(book, file.postId);
    return mediaIds.includes(file.id)
      ? book
      : writeDown(book, { id: file.postId, clientId: file.clientId }, { mediaIds: [...mediaIds, file.id] });
  });
  await shelf.dropFile(file.id);
}

/** @param refusals whether an answer that says no is one @throws Lost when nobody answered, or somebody who is not the house */
async function ask(address: string, options: RequestInit, refusals = false): Promise<Response> {
  // Nobody there is told apart from a no, below.
  const answer = await window.fetch(address, { ...options, redirect: 'manual' }).catch(() => null);
  if (answer?.type === 'opaqueredirect' || answer?.status === 401) throw new SignedOut();
  const ours = answer?.headers.get('content-type')?.startsWith('application/json') ?? false;
  if (!answer || !ours || answer.status >= 500 || !(answer.ok || refusals)) throw new Lost();
  return answer;
}
