import { redirect } from '@sveltejs/kit';
import * as m from '#messages';
import { actorOf } from '#modules/approval';
import { answerSchema, type AnswerForm } from '#modules/approval/shapes';
import { readClient } from '#modules/clients';
import { act, parseForm, show, speak } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { invalid, notFound } from '#words/refusal.ts';
import { answerAsClient } from '../../../wiring/ask-client.ts';
import { COOKIE, COOKIE_PATH, isOwn, mustBeOutside, openSession } from './open-session.ts';
import { readBatch } from './read-batch.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) =>
  show(async () => {
    const session = await openSession(event);
    const batch = await readBatch(event.locals.house, session);
    return { ...batch, own: await isOwn(event.locals, session.workspaceId), done: event.url.searchParams.has('done') };
  });

/** The session of this browser, in the client's language, if it may answer at all. */
async function answering(event: RequestEvent) {
  const session = await openSession(event);
  const { store } = event.locals.house;
  const { language } = await store.inWorkspace(session.workspaceId, actorOf(session), (ctx) => readClient(ctx, session.request.clientId));
  speak(language);
  await mustBeOutside(event.locals, session.workspaceId);
  return session;
}

export const actions: Actions = {
  answer: (event) =>
    act(event, async (form) => {
      const session = await answering(event);
      const said = parseForm(form, answerSchema);
      if (!isId(said.post)) throw notFound();
      const proposedWall = said.verdict === 'hour' ? `${said.day}T${said.hour}` : null;
      const given = { postId: said.post, verdict: said.verdict, print: said.print, note: noteOf(said), proposedWall, point: said.point };
      await answerAsClient(event.locals.house.store, session, [given]);
      redirect(303, `${COOKIE_PATH}?done#p-${said.post}`);
    }),
  all: (event) =>
    act(event, async (form) => {
      const session = await answering(event);
      const answers = form.getAll('one').map((pair) => {
        const [postId = '', print = ''] = String(pair).split(' ');
        if (!isId(postId)) throw notFound();
        return { postId, print, verdict: 'yes' as const, note: '' };
      });
      if (answers.length === 0) throw invalid('one');
      await answerAsClient(event.locals.house.store, session, answers);
      redirect(303, `${COOKIE_PATH}?done`);
    }),
  /** "Not me": this browser answers no more; the link stays good. */
  leave: (event) =>
    act(event, async () => {
      event.cookies.delete(COOKIE, { path: COOKIE_PATH });
      redirect(303, COOKIE_PATH);
    }),
};

const ABOUT = { text: m.approval_about_text, image: m.approval_about_image, price: m.approval_about_price, date: m.approval_about_date };

/** What was ticked and what was written, as one sentence of theirs. */
const noteOf = ({ about, note, verdict }: AnswerForm): string =>
  verdict === 'yes' || verdict === 'hour' ? '' : [about.map((one) => ABOUT[one]()).join(', '), note].filter(Boolean).join(' — ');
