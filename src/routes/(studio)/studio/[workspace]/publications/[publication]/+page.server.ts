import { redirect } from '@sveltejs/kit';
import { readPost } from '#modules/calendar';
import { firstLine } from '#modules/calendar/shapes';
import { readChannel } from '#modules/channels';
import { readClient } from '#modules/clients';
import {
  askFreshLook,
  cancelPublication,
  decide,
  mayPublish,
  readPublication,
  releaseHeld,
  retryFailed,
  tooLate,
} from '#modules/publishing';
import { decisionSchema } from '#modules/publishing/shapes';
import { act, parseForm, show } from '#plumbing/web';
import type { Id } from '#words/ids.ts';
import { reasonOf, sayLedger } from './say-ledger.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  show(() =>
    locals.work(async (ctx) => {
      const publication = await readPublication(ctx, params.publication);
      const post = await readPost(ctx, publication.postId);
      const client = await readClient(ctx, publication.clientId);
      const channel = await readChannel(ctx, publication.channelId);
      const { id, state, label, sign, flag, text, position, notBefore, notAfter, zone, nextAt, quietUntil } = publication;
      const { remoteUrl, publishedAt, seenLiveAt, removedAt, cancelWished, replacesId, replacedById, seenOnline, canLook, lookWanted } =
        publication;
      return {
        id,
        ...{ state, label, sign, flag, text, position, notBefore, notAfter, zone, nextAt, quietUntil },
        ...{ remoteUrl, publishedAt, seenLiveAt, removedAt, cancelWished, replacesId, replacedById, seenOnline, canLook, lookWanted },
        name: firstLine(post.title, post.text),
        postId: post.id,
        reason: publication.reason ? reasonOf(publication.reason) : null,
        client: { name: client.name, monogram: client.monogram, colour: client.colour, zone: client.zone },
        channel: { id: channel.id, name: channel.name, network: channel.network as string, profileUrl: channel.profileUrl },
        lines: sayLedger(publication),
        mayAct: mayPublish(ctx),
      };
    }),
  );

export const actions: Actions = {
  decide: (event) =>
    act(event, async (form) => {
      const decision = parseForm(form, decisionSchema);
      await event.locals.work((ctx) => decide(ctx, event.params.publication, decision));
      back(event.url);
    }),
  look: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => askFreshLook(ctx, event.params.publication));
      back(event.url, 'looking');
    }),
  release: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => releaseHeld(ctx, event.params.publication));
      back(event.url);
    }),
  cancel: (event) =>
    act(event, async () => {
      // A wish is committed even when it comes too late: it is asked again after the verdict.
      const outcome = await event.locals.work((ctx) => cancelPublication(ctx, event.params.publication));
      const refusal = tooLate(outcome);
      if (refusal) throw refusal;
      back(event.url);
    }),
  retry: (event) =>
    act(event, async () => {
      const id = await event.locals.work((ctx) => retryFailed(ctx, event.params.publication));
      const { workspace } = event.params;
      redirect(303, pathOf(workspace, id));
    }),
};

const pathOf = (workspace: string, id: Id): string => `/studio/${workspace}/publications/${id}`;

function back(url: URL, done = ''): never {
  redirect(303, done ? `${url.pathname}?done=${done}` : url.pathname);
}
