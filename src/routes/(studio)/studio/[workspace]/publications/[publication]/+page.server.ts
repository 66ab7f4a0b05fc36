import { redirect } from '@sveltejs/kit';
import { readLines } from '#modules/calendar';
import { listChannels } from '#modules/channels';
import { readClient } from '#modules/clients';
import {
  askFreshLook,
  cancelPublication,
  decide,
  readPublication,
  readPublicationsOf,
  releaseHeld,
  putBack,
  retryFailed,
  setAside,
  tooLate,
} from '#modules/publishing';
import { act, show } from '#plumbing/web';
import type { Ctx } from '#plumbing/db';
import { hasRole } from '#words/actor.ts';
import { invalid } from '#words/refusal.ts';
import { whyOf } from '../../read-waiting.ts';
import { sayLedger } from './say-ledger.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const { lines, payload, ...publication } = await readPublication(ctx, params.publication);
      const channel = (await listChannels(ctx, { removed: true })).find((one) => one.id === publication.channelId);
      const client = await readClient(ctx, publication.clientId);
      const thread = (await readPublicationsOf(ctx, [publication.postId])).filter(
        (one) => one.channelId === publication.channelId && one.replacedById === null && one.label !== 'cancelled',
      );
      const [post] = await readLines(ctx, [publication.postId]);
      return {
        publication: { ...publication, network: publication.network as string },
        text: payload.text,
        title: payload.title,
        pictures: payload.media.map(({ mediaId, alt }) => ({ mediaId, alt })),
        name: post?.name ?? payload.title,
        why: whyOf(publication),
        client: { name: client.name, monogram: client.monogram, colour: client.colour, zone: client.zone },
        account: channel?.name ?? '',
        profileUrl: channel?.profileUrl ?? null,
        ledger: sayLedger(lines),
        thread:
          thread.length > 1
            ? thread.map(({ id, position, label, sign, text }) => ({ id, position, label, sign, text: text.slice(0, 80) }))
            : [],
        mayDecide: hasRole(ctx.actor, 'owner', 'manager'),
        mayPost: hasRole(ctx.actor, 'owner', 'manager', 'creator'),
        done: url.searchParams.get('done'),
      };
    }),
  );

/** Where the person was: Today, or this page. */
function back(event: RequestEvent, form: FormData, done: string, id = event.params.publication): never {
  const studio = `/studio/${event.params.workspace}`;
  redirect(303, form.get('from') === 'today' ? `${studio}?done=${done}&of=${id}` : `${studio}/publications/${id}?done=${done}`);
}

const acting = (done: string, work: (ctx: Ctx, id: string, form: FormData) => Promise<string | void>) => (event: RequestEvent) =>
  act(event, async (form) => {
    const other = await event.locals.work((ctx) => work(ctx, event.params.publication, form));
    return back(event, form, done, other ?? event.params.publication);
  });

export const actions: Actions = {
  look: acting('looking', (ctx, id) => askFreshLook(ctx, id)),
  published: acting('published', (ctx, id, form) => {
    const url = String(form.get('url') ?? '').trim();
    if (!URL.canParse(url) || !/^https?:/.test(url)) throw invalid('url');
    return decide(ctx, id, { decision: 'published', url });
  }),
  send: acting('sent', (ctx, id) => decide(ctx, id, { decision: 'send' })),
  drop: acting('dropped', (ctx, id) => decide(ctx, id, { decision: 'drop' })),
  release: acting('released', (ctx, id) => releaseHeld(ctx, id)),
  retry: acting('retried', (ctx, id) => retryFailed(ctx, id)),
  aside: acting('aside', (ctx, id) => setAside(ctx, id)),
  back: acting('back', (ctx, id) => putBack(ctx, id)),
  cancel: (event) =>
    act(event, async (form) => {
      // The wish is committed before it is said that it came too late.
      const refusal = tooLate(await event.locals.work((ctx) => cancelPublication(ctx, event.params.publication)));
      if (refusal) throw refusal;
      return back(event, form, 'cancelled');
    }),
};
