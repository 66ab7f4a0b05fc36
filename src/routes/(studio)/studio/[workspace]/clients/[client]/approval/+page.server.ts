import { redirect } from '@sveltejs/kit';
import { agreeMode, copyLink, listRequests, nameContact, readAgreement, readContact } from '#modules/approval';
import { agreementSchema, canAsk, canPropose, contactSchema } from '#modules/approval/shapes';
import { firstLine } from '#modules/calendar/shapes';
import { readClient } from '#modules/clients';
import { readOnline } from '#modules/publishing';
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
      const agreement = await readAgreement(ctx, id);
      const proposes = canPropose(ctx.actor, id, agreement.mode);
      const posts = proposes ? await listProposable(ctx, id, zone) : [];
      const now = ctx.now();
      return {
        client: { id, name, monogram, colour, zone },
        ...{ asks, proposes, agreement },
        contact: asks ? await readContact(ctx, id) : null,
        byMail: locals.house.config.smtpUrl !== null,
        posts: posts.map((post) => ({ id: post.id, name: firstLine(post.title, post.text), at: post.plannedAt! })),
        requests: (await listRequests(ctx, readOnline, { clientId: id })).map(({ expiresAt, revokedAt, ...one }) => ({
          ...{ id: one.id, createdAt: one.createdAt, turns: one.turns, addressee: one.addressee },
          closed: revokedAt ? ('revoked' as const) : expiresAt <= now ? ('expired' as const) : null,
        })),
        done: url.searchParams.get('done'),
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
  contact: (event) =>
    act(event, async (form) => {
      const id = idOf(event.params);
      const contact = parseForm(form, contactSchema);
      await event.locals.work((ctx) => nameContact(ctx, id, contact));
      redirect(303, `/studio/${event.params.workspace}/clients/${id}/approval?done=contact`);
    }),
  propose: (event) =>
    act(event, async (form) => {
      const id = idOf(event.params);
      const posts = form.getAll('post').filter(isId);
      const addressee = String(form.get('addressee') ?? '')
        .trim()
        .slice(0, 80);
      const { request, asks } = await event.locals.work(async (ctx) => {
        const request = await proposePosts(ctx, id, posts, addressee);
        const asks = canAsk(ctx.actor, id);
        if (asks) await copyLink(ctx, event.locals.house.seal, request);
        return { request, asks };
      });
      redirect(303, `/studio/${event.params.workspace}/approvals/${request}?done=${asks ? 'proposed' : 'asked_inside'}`);
    }),
};
