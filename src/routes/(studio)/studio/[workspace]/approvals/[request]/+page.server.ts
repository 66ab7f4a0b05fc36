import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import {
  addressTo,
  copyLink,
  hashCode,
  proposeCode,
  readAgreement,
  readContact,
  readRequest,
  revokeLink,
  sayReminded,
  saySent,
  setCode,
  wishMail,
  type AskedPost,
  type Evidence,
} from '#modules/approval';
import { canAsk, codeSchema, EVIDENCE_BYTES, remindersDue, tacitAfter, turnNow } from '#modules/approval/shapes';
import { readClient } from '#modules/clients';
import { cleanName } from '#modules/library';
import { readOnline } from '#modules/publishing';
import { act, parseForm, show } from '#plumbing/web';
import type { Ctx } from '#plumbing/db';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { declareForClient, listStale, proposeAgain, reviewInside, takeHour } from '../../../../../../wiring/ask-client.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const { posts, ...request } = await readRequest(ctx, idOf(params));
      const { name, monogram, colour, zone, language } = await readClient(ctx, request.clientId);
      const open = !request.revokedAt && request.expiresAt > ctx.now();
      const asks = canAsk(ctx.actor, request.clientId);
      const agreement = await readAgreement(ctx, request.clientId);
      const { mode, remindHours } = agreement;
      const online = await readOnline(
        ctx,
        posts.map(({ postId }) => postId),
      );
      /** Out without their yes: nobody is waited for any more. */
      const left = new Set(posts.filter((post) => turnNow(post, online.get(post.postId)) === 'online').map(({ postId }) => postId));
      const waits = posts.some(({ turn, postId }) => turn === 'client' && !left.has(postId));
      const stale = asks ? await listStale(ctx, posts) : new Set();
      const token = asks && open && request.hasLink ? await copyLink(ctx, locals.house.seal, request.id) : null;
      return {
        request: { ...request, open },
        client: { id: request.clientId, name, monogram, colour, zone, language },
        asks,
        now: ctx.now(),
        remind: open && waits && !request.byMail && remindersDue(request, remindHours, ctx.now()) > request.reminded,
        contact: asks && locals.house.config.smtpUrl !== null ? await readContact(ctx, request.clientId) : null,
        link: token && new URL(`/validate/${token}`, locals.house.config.publicUrl).href,
        posts: posts.map((post) => ({
          ...{ id: post.postId, name: post.name, print: post.fingerprint, rendering: post.rendering, plannedAt: post.plannedAt },
          ...{ turn: post.turn, since: post.since, round: post.round, stale: stale.has(post.postId), left: left.has(post.postId) },
          ...{ clientSeconds: post.clientSeconds, usSeconds: post.usSeconds, reviews: post.reviews, evidence: post.evidence },
          toReview: mode === 'two_levels' && isUnread(post) && !left.has(post.postId),
          answers: post.answers.map(({ content: _, ...answer }) => answer),
        })),
        proposedCode: proposeCode(),
        tacitHours: tacitAfter(agreement),
        done: url.searchParams.get('done'),
      };
    }),
  );

/** No manager’s yes to what is shown now. */
const isUnread = ({ reviews, rendering }: Pick<AskedPost, 'reviews' | 'rendering'>): boolean =>
  reviews.find((one) => one.rendering === rendering)?.verdict !== 'yes';

function idOf(params: { request: string }): string {
  if (!isId(params.request)) throw notFound();
  return params.request;
}

const back = (event: RequestEvent, done: string): never =>
  redirect(303, `/studio/${event.params.workspace}/approvals/${event.params.request}?done=${done}`);

/** About one post of this request. */
async function postOf(ctx: Ctx, event: RequestEvent, form: FormData): Promise<string> {
  const { posts } = await readRequest(ctx, idOf(event.params));
  const found = posts.find(({ postId }) => postId === form.get('post'));
  if (!found) throw notFound();
  return found.postId;
}

const declared = z.object({
  verdict: z.enum(['yes', 'change', 'no']),
  who: z.string().trim().min(2).max(80),
  note: z.string().trim().min(3).max(1_000),
  print: z.string().max(64),
});

/** A file of no bytes is a form's way to say none. */
async function evidenceIn(form: FormData): Promise<Evidence | null> {
  const file = form.get('evidence');
  if (!(file instanceof File) || file.size === 0) return null;
  const bytes = new Uint8Array(await file.slice(0, EVIDENCE_BYTES + 1).arrayBuffer());
  return { name: cleanName(file.name), mime: file.type, bytes };
}

const reviewed = z.object({
  verdict: z.enum(['yes', 'change']),
  note: z.string().trim().max(1_000).default(''),
  print: z.string().max(64),
});

export const actions: Actions = {
  name: (event) =>
    act(event, async (form) => {
      const { addressee } = parseForm(form, z.object({ addressee: z.string().trim().max(80) }));
      await event.locals.work((ctx) => addressTo(ctx, idOf(event.params), addressee));
      back(event, 'named');
    }),
  link: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => copyLink(ctx, event.locals.house.seal, idOf(event.params)));
      back(event, 'proposed');
    }),
  code: (event) =>
    act(event, async (form) => {
      const hashed = await hashCode(parseForm(form, codeSchema).code);
      await event.locals.work((ctx) => setCode(ctx, idOf(event.params), hashed));
      back(event, 'code');
    }),
  noCode: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => setCode(ctx, idOf(event.params), null));
      back(event, 'no_code');
    }),
  mail: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => wishMail(ctx, idOf(event.params)));
      back(event, 'mailed');
    }),
  sent: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => saySent(ctx, idOf(event.params)));
      back(event, 'sent');
    }),
  reminded: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => sayReminded(ctx, idOf(event.params)));
      back(event, 'reminded');
    }),
  review: (event) =>
    act(event, async (form) => {
      const said = parseForm(form, reviewed);
      await event.locals.work(async (ctx) => reviewInside(ctx, await postOf(ctx, event, form), said));
      back(event, 'reviewed');
    }),
  revoke: (event) =>
    act(event, async () => {
      await event.locals.work((ctx) => revokeLink(ctx, idOf(event.params)));
      back(event, 'revoked');
    }),
  declare: (event) =>
    act(event, async (form) => {
      const said = { ...parseForm(form, declared), evidence: await evidenceIn(form) };
      await event.locals.work(async (ctx) => declareForClient(ctx, await postOf(ctx, event, form), said));
      back(event, 'declared');
    }),
  hour: (event) =>
    act(event, async (form) => {
      await event.locals.work(async (ctx) => takeHour(ctx, await postOf(ctx, event, form)));
      back(event, 'hour');
    }),
  again: (event) =>
    act(event, async (form) => {
      await event.locals.work(async (ctx) => proposeAgain(ctx, idOf(event.params), await postOf(ctx, event, form)));
      back(event, 'proposed');
    }),
};
