import { redirect } from '@sveltejs/kit';
import { readPost, savePost } from '#modules/calendar';
import { canWrite, firstLine, ratioOf, type Ratios } from '#modules/calendar/shapes';
import { listChannels } from '#modules/channels';
import { findMedia, readMedia, setFocus } from '#modules/library';
import { itemOf, readFocus } from '#modules/library/shapes';
import { rulesOf } from '#parts/calendar/rules.ts';
import { act, show } from '#plumbing/web';
import { isRatio, RATIOS } from '#words/crop.ts';
import { isId, type Id } from '#words/ids.ts';
import { forbidden, invalid, notFound } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const post = await readPost(ctx, idOf(params.post));
      if (!canWrite(ctx.actor, post.clientId) || post.deletedAt) throw post.deletedAt ? notFound() : forbidden();
      const found = await findMedia(ctx, post.mediaIds);
      const chosen = new Set(post.variants.map((variant) => variant.channelId));
      const channels = (await listChannels(ctx, { clientId: post.clientId })).filter(({ id }) => chosen.has(id));
      return {
        postId: post.id,
        name: firstLine(post.title, post.text),
        planned: post.plannedVersion !== null,
        pictures: post.mediaIds.flatMap((id) => found.filter((one) => one.id === id && one.kind === 'image')).map(itemOf),
        channels: channels.map(({ id, name, network, facts }) => ({
          ...{ id, name, network: network as string, ratio: ratioOf(post, id) },
          ratios: rulesOf(network).ratios?.(facts) ?? RATIOS,
        })),
        done: url.searchParams.get('done'),
      };
    }),
  );

export const actions: Actions = {
  /** The ratio of each channel that the form names; the others keep theirs. */
  ratios: (event) =>
    act(event, async (form) => {
      const named = [...form].flatMap(([field, ratio]): [Id, string][] => {
        const channelId = field.startsWith('ratio.') ? field.slice('ratio.'.length) : '';
        return isId(channelId) ? [[channelId, String(ratio)]] : [];
      });
      if (!named.every(([, ratio]) => isRatio(ratio))) throw invalid('ratio');
      await event.locals.work(async (ctx) => {
        const { ratios } = await readPost(ctx, idOf(event.params.post), { lock: true });
        await savePost(ctx, { id: event.params.post, ratios: { ...ratios, ...(Object.fromEntries(named) as Ratios) } });
      });
      redirect(303, `${event.url.pathname}?done=saved`);
    }),
  focus: (event) =>
    act(event, async (form) => {
      const id = idOf(String(form.get('media') ?? ''));
      await event.locals.work(async (ctx) => {
        const focus = readFocus(form, await readMedia(ctx, id));
        if (!focus) throw invalid('focus');
        await setFocus(ctx, id, focus);
      });
      redirect(303, `${event.url.pathname}?done=saved#image-${id}`);
    }),
};

function idOf(text: string): Id {
  if (!isId(text)) throw notFound();
  return text;
}
