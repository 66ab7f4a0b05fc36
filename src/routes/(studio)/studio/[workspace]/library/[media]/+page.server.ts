import { redirect } from '@sveltejs/kit';
import { listPostsShowing } from '#modules/calendar';
import { archiveMedia, describeMedia, describeSchema, fileMedia, listFolders, listTwins, readMedia, setFocus } from '#modules/library';
import { itemOf, readFocus } from '#modules/library/shapes';
import { readDataPrice } from '#modules/team';
import { act, parseForm, show } from '#plumbing/web';
import { isId, type Id } from '#words/ids.ts';
import { invalid, notFound } from '#words/refusal.ts';
import { wallTimeAt } from '#words/zone.ts';
import { keepOne } from '../../../../../../wiring/keep-one.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    const { media, price, uses, twins, folders } = await locals.work(async (ctx) => ({
      media: await readMedia(ctx, idOf(params.media)),
      price: await readDataPrice(ctx),
      uses: await listPostsShowing(ctx, idOf(params.media)),
      twins: await listTwins(ctx, idOf(params.media)),
      folders: await listFolders(ctx),
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
      folders: folders.filter(({ clientId }) => clientId === media.clientId),
      folderId: media.folderId,
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
  file: (event) =>
    act(event, async (form) => {
      const folder = form.get('folder');
      await event.locals.work((ctx) => fileMedia(ctx, [idOf(event.params.media)], isId(folder) ? folder : null));
      redirect(303, `${event.url.pathname}?done=saved`);
    }),
  focus: (event) =>
    act(event, async (form) => {
      await event.locals.work(async (ctx) => {
        const focus = readFocus(form, await readMedia(ctx, idOf(event.params.media)));
        if (!focus) throw invalid('focus');
        await setFocus(ctx, idOf(event.params.media), focus);
      });
      redirect(303, `${event.url.pathname}?done=saved`);
    }),
  /** This one stays, its twin goes: posts follow. */
  keep: (event) =>
    act(event, async (form) => {
      const twin = idOf(String(form.get('twin') ?? ''));
      const posts = await event.locals.work((ctx) => keepOne(ctx, { keep: idOf(event.params.media), drop: twin }));
      redirect(303, `${event.url.pathname}?done=kept&posts=${posts}&id=${twin}`);
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
