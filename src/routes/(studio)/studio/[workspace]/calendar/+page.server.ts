import { redirect } from '@sveltejs/kit';
import { DAY_PAGE, deletePost, listDrafts, readDay, readMonth, restorePost } from '#modules/calendar';
import { isDay, isMonth } from '#modules/calendar/shapes';
import { listChannels } from '#modules/channels';
import { readPublicationsOf } from '#modules/publishing';
import { standingOf } from '#modules/publishing/shapes';
import { act, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { invalid } from '#words/refusal.ts';
import { dayAt } from '#words/spoken.ts';
import { movePost, takeBack } from '../../../../../wiring/plan-post.ts';
import { readPanel } from './read-panel.ts';
import { showPost } from './show-post.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  show(async () => {
    const zone = locals.member?.zone ?? 'UTC';
    const today = dayAt(locals.house.clock.now(), zone);
    const asked = url.searchParams.get('month') ?? '';
    const wanted = url.searchParams.get('day') ?? '';
    const day = isDay(wanted) ? wanted : null;
    const month = day?.slice(0, 7) ?? (isMonth(asked) ? asked : today.slice(0, 7));
    const skip = Math.max(0, Math.trunc(Number(url.searchParams.get('skip')))) || 0;
    const client = url.searchParams.get('client') ?? '';
    const clientId = isId(client) ? client : undefined;
    const postId = url.searchParams.get('post') ?? '';
    return locals.work(async (ctx) => {
      const { lines: ofMonth, counts } = await readMonth(ctx, { month, zone, clientId });
      const lines = day === null ? ofMonth : await readDay(ctx, { day, zone, clientId, skip });
      const ids = lines.map((line) => line.id);
      const publications = Map.groupBy(await readPublicationsOf(ctx, ids), ({ postId }) => postId);
      const channels = await listChannels(ctx, { clientId });
      const networkOf = new Map(channels.map((channel) => [channel.id, channel.network]));
      const posts = lines.flatMap((line) => {
        const standing = standingOf(publications.get(line.id) ?? []);
        return line.plannedAt ? [showPost({ ...line, plannedAt: line.plannedAt }, zone, networkOf, standing)] : [];
      });
      const undated = (await listDrafts(ctx, { clientId })).filter((line) => line.plannedAt === null);
      return {
        month,
        day,
        skip,
        nextSkip: day !== null && (counts[day] ?? 0) > skip + DAY_PAGE ? skip + DAY_PAGE : null,
        counts,
        today,
        zone,
        clientId: clientId ?? null,
        posts,
        drafts: undated.map(({ id, name, clientId }) => ({ id, name, clientId })),
        panel: isId(postId) ? await readPanel(ctx, postId, zone) : null,
      };
    });
  });

const postOf = (form: FormData): string => {
  const id = String(form.get('post') ?? '');
  if (!isId(id)) throw invalid('post');
  return id;
};

/** Back to the same month, with a notice that offers the way back. */
const back = (url: URL, notice: string, post: string): never => {
  const next = new URL(url);
  next.search = '';
  for (const kept of ['month', 'client']) if (url.searchParams.has(kept)) next.searchParams.set(kept, url.searchParams.get(kept)!);
  next.searchParams.set('done', notice);
  next.searchParams.set('of', post);
  redirect(303, next.pathname + next.search);
};

export const actions: Actions = {
  move: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      const wall = `${String(form.get('day') ?? '')}T${String(form.get('hour') ?? '')}`;
      await event.locals.work((ctx) => movePost(ctx, id, { wall, zone: String(form.get('zone') ?? '') }));
      back(event.url, 'moved', id);
    }),
  takeBack: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      await takeBack(event.locals.work, id);
      back(event.url, 'taken_back', id);
    }),
  remove: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      await event.locals.work((ctx) => deletePost(ctx, id));
      back(event.url, 'deleted', id);
    }),
  restore: (event) =>
    act(event, async (form) => {
      const id = postOf(form);
      await event.locals.work((ctx) => restorePost(ctx, id));
      back(event.url, 'restored', id);
    }),
};
