import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { show } from '#plumbing/web';
import { openSession } from '../open-session.ts';
import { readBatch, type BatchPost } from '../read-batch.ts';
import type { PageServerLoad } from './$types';

/** In pixels: one measures a touch against a width one knows. It fits the smallest phone. */
export const _WIDTH = 272;

/** Shows the pictures of one post to be touched; what was touched comes back in the address, and nothing is said by it yet. */
export const load: PageServerLoad = (event) =>
  show(async () => {
    const { url, locals } = event;
    const { client, by, posts } = await readBatch(locals.house, await openSession(event));
    const post = posts.find(({ id }) => id === url.searchParams.get('post'));
    const pictures = post && !post.left ? picturesOf(post) : [];
    if (!post || pictures.length === 0) throw notFound();
    const { id, name, print } = post;
    return { client, by, width: _WIDTH, post: { id, name, print }, pictures, touched: touchedIn(url, pictures) };
  });

type Picture = { id: string; alt: string; src: string; height: number };

function picturesOf({ previews }: BatchPost): Picture[] {
  const all = previews.flatMap(({ segments }) => segments.flatMap(({ pictures }) => pictures));
  const stills = all.flatMap(({ id, alt, src, film, width, height }) =>
    src !== null && !film ? [{ id, alt, src, height: Math.round((_WIDTH * height) / width) }] : [],
  );
  return stills.filter(({ id }, index) => stills.findIndex((one) => one.id === id) === index);
}

/** A picture that is a button sends the pixel that was touched; by keyboard it sends 0, 0: its middle is meant. */
function touchedIn({ searchParams }: URL, pictures: readonly Picture[]) {
  const media = searchParams.get('media') ?? '';
  const picture = pictures.find(({ id }) => id === media);
  if (!isId(media) || !picture) return null;
  const [left, top] = ['at.x', 'at.y'].map((name) => Number(searchParams.get(name)));
  const within = (pixels: number | undefined, size: number) => Math.max(0, Math.min(1_000, Math.round((1_000 * (pixels || 0)) / size)));
  const [x, y] = left || top ? [within(left, _WIDTH), within(top, picture.height)] : [500, 500];
  return { picture, x, y };
}
