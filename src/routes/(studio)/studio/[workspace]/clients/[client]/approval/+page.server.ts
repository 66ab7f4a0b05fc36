import { redirect } from '@sveltejs/kit';
import { agreeMode, copyLink, listRequests, readAgreement } from '#modules/approval';
import { agreementSchema, canAsk } from '#modules/approval/shapes';
import { firstLine } from '#modules/calendar/shapes';
import { readClient } from '#modules/clients';
import { act, parseForm, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { listProposable, proposePosts } from '../../../../../../../wiring/ask-client.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const { id, name, monogram, colour, zone } = await readClient(ctx, idOf(params));
      const asks = canAsk(ctx.actor, id);
      const posts = asks ? await listProposable(ctx, id, zone) : [];
      const now = ctx.now();
      return {
        client: { id, name, monogram, colour, zone },
        asks,
        agreement: await readAgreement(ctx, id),
        posts: posts.map((post) => ({ id: post.id, name: firstLine(post.title, post.text), at: post.plannedAt! })),
        requests: (await listRequests(ctx, { clientId: id })).map(({ expiresAt, revokedAt, ...one }) => ({
          ...{ id: one.id, createdAt: one.createdAt, turns: one.turns, addressee: one.addressee },
          closed: revokedAt ? ('revoked' as const) : expiresAt <= now ? ('expired' as const) : null,
        })),
        done: url.searchParams.has('done'),
      };
    }),
  );

function idOf(params: { client: string }): string {
  if (!isId(params.client)) throw notFound();
  return params.client;
}

export const actions: Actions = {
  agree: (event) =>
    act(event, async (form) => {
      const id = idOf(event.params);
      const agreement = parseForm(form, agreementSchema);
      await event.locals.work((ctx) => agreeMode(ctx, id, agreement));
      redirect(303, `/studio/${event.params.workspace}/clients/${id}/approval?done`);
    }),
  propose: (event) =>
    act(event, async (form) => {
      const id = idOf(event.params);
      const posts = form.getAll('post').filter(isId);
      const addressee = String(form.get('addressee') ?? '')
        .trim()
        .slice(0, 80);
      const request = await event.locals.work(async (ctx) => {
        const proposed = await proposePosts(ctx, id, posts, addressee);
        await copyLink(ctx, event.locals.house.seal, proposed);
        return proposed;
      });
      redirect(303, `/studio/${event.params.workspace}/approvals/${request}?done=proposed`);
    }),
};
