import { redirect } from '@sveltejs/kit';
import { listPostsShowing } from '#modules/calendar';
import { archiveMedia, describeMedia, describeSchema, listTwins, readMedia } from '#modules/library';
import { itemOf } from '#modules/library/shapes';
import { readDataPrice } from '#modules/team';
import { act, parseForm, show } from '#plumbing/web';
import { isId, type Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { wallTimeAt } from '#words/zone.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    const { media, price, uses, twins } = await locals.work(async (ctx) => ({
      media: await readMedia(ctx, idOf(params.media)),
      price: await readDataPrice(ctx),
      uses: await listPostsShowing(ctx, idOf(params.media)),
      twins: await listTwins(ctx, idOf(params.media)),
    }));
    const { createdAt, publicSince, archivedAt } = media;
    return {
      item: itemOf(media),
      createdAt,
      publicSince,
      archivedAt,
      zone: locals.member!.zone,
      price,
      uses,
      twins: twins.map(itemOf),
      today: wallTimeAt(locals.house.clock.now(), locals.member!.zone).slice(0, 10),
    };
  });

export const actions: Actions = {
  describe: (event) =>
    act(event, async (form) => {
      const words = parseForm(form, describeSchema);
      await event.locals.work((ctx) => describeMedia(ctx, idOf(event.params.media), words));
      redirect(303, `${event.url.pathname}?done=saved`);
    }),
  /** A later end of the image right, said where one was told of it. */
  extend: (event) =>
    act(event, async (form) => {
      const { rightsUntil } = parseForm(form, describeSchema.pick({ rightsUntil: true }));
      await event.locals.work((ctx) => describeMedia(ctx, idOf(event.params.media), { rightsUntil }));
      const today = form.get('from') === 'today';
      redirect(303, today ? `/studio/${event.params.workspace}?done=right` : `${event.url.pathname}?done=saved`);
    }),
  archive: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => archiveMedia(ctx, idOf(event.params.media)));
      redirect(303, `/studio/${event.params.workspace}/library?done=archived&id=${event.params.media}`);
    }),
};

function idOf(param: string): Id {
  if (!isId(param)) throw notFound();
  return param;
}
