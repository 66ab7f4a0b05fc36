import { keepCard, readHead } from '#modules/calendar';
import { canWrite } from '#modules/calendar/shapes';
import { addMedia, archiveMedia, type LibraryHouse } from '#modules/library';
import { readClient } from '#modules/clients';
import type { Http, HttpAnswer } from '#plumbing/http';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { forbidden, Refusal } from '#words/refusal.ts';

const PAGE_BYTES = 3_000_000;
const REDIRECTS = 4;

interface Reader {
  house: LibraryHouse & { http: Http; config: { demo: boolean } };
  actor: Actor;
  workspaceId: Id;
  clientId: Id;
}

/**
 * Reads the page of a link once, while somebody composes, and keeps its card. The page and its picture come through the guard; the picture
 * is decoded and written again like any file, and put away at once: it is nobody's to choose.
 * @throws Refusal `card_unreadable` when the page cannot be read or says nothing of itself; nothing has changed then
 */
export async function readLinkCard(reader: Reader, url: string): Promise<void> {
  const { house, actor, workspaceId, clientId } = reader;
  if (!canWrite(actor, clientId)) throw forbidden();
  await house.store.inWorkspace(workspaceId, actor, (ctx) => readClient(ctx, clientId));
  const page = house.config.demo ? null : await fetchPage(house.http, url);
  if (!page || url.length > 2_048) throw unreadable(url);
  const head = readHead(page.body, /charset=["']?([\w-]+)/i.exec(page.headers['content-type'] ?? '')?.[1] ?? '');
  if (head.title === '') throw unreadable(url);
  const mediaId = await takePicture(reader, addressOf(head.image, page.url), head.title);
  const card = { url, title: head.title, description: head.description, mediaId };
  await house.store.inWorkspace(workspaceId, actor, (ctx) => keepCard(ctx, clientId, card));
}

const unreadable = (url: string): Refusal => new Refusal('card_unreadable', { details: { url } });

export const fetchPage = (http: Http, url: string): Promise<HttpAnswer | null> => fetched(http, url, 'text/html', PAGE_BYTES);
export const fetchPicture = (http: Http, url: string): Promise<HttpAnswer | null> => fetched(http, url, 'image/');

async function fetched(http: Http, url: string, type: string, maxBytes?: number): Promise<HttpAnswer | null> {
  const answer = await http.send({
    method: 'GET',
    url,
    headers: { accept: `${type}, */*;q=0.1` },
    follow: REDIRECTS,
    ...(maxBytes && { maxBytes }),
  });
  if (answer.kind !== 'answer' || answer.status !== 200) return null;
  const said = (answer.headers['content-type'] ?? '').toLowerCase();
  return said.startsWith(type) || (type === 'text/html' && said.startsWith('application/xhtml+xml')) ? answer : null;
}

function addressOf(image: string, page: string): string | null {
  if (image === '' || !URL.canParse(image, page)) return null;
  const url = new URL(image, page);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

/** A card without its picture is still a card: one that cannot be had is left out. */
async function takePicture({ house, actor, workspaceId, clientId }: Reader, address: string | null, alt: string): Promise<Id | null> {
  const answer = address && (await fetchPicture(house.http, address));
  if (!answer) return null;
  const body = new Blob([Buffer.from(answer.body)]).stream();
  try {
    const { media } = await addMedia(house, actor, workspaceId, {
      clientId,
      name: new URL(answer.url).pathname.split('/').at(-1) || 'image',
      body,
      alt: alt.slice(0, 300),
      also: (ctx, entered) => archiveMedia(ctx, entered.id),
    });
    return media.kind === 'image' ? media.id : null;
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code.startsWith('media_')) return null;
    throw thrown;
  }
}
