import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import {
  askMove,
  changePassword,
  changeProfile,
  describeDevice,
  listSessions,
  listWorkspacesOf,
  revokeOtherSessions,
  revokeSession,
} from '#modules/team';
import { emailSchema, languageSchema, PASSWORD_MIN, passwordSchema, personNameSchema } from '#modules/team/shapes';
import { act, parseForm, passCookies } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { signedIn } from './signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { person, sessionId } = signedIn(locals, url);
  const sessions = await listSessions(locals.house, person.userId);
  // An account belongs to no workspace: the clock of the person's first one is shown, and named.
  const workspaces = await listWorkspacesOf(locals.house, person.userId);
  const zone = workspaces[0]?.zone ?? 'UTC';
  return {
    person,
    zone,
    /** Where one chooses what one is told; guests only read. */
    told: workspaces.filter(({ role }) => role !== 'guest').map(({ slug, workspaceName }) => ({ slug, name: workspaceName })),
    byMail: locals.house.config.smtpUrl !== null,
    least: PASSWORD_MIN,
    done: url.searchParams.get('done'),
    sessions: sessions.map((session) => ({
      id: session.id,
      device: describeDevice(session.userAgent),
      address: session.address,
      usedAt: session.usedAt,
      openedAt: session.openedAt,
      isThisOne: session.id === sessionId,
    })),
  };
};

const done = (what: string): never => redirect(303, `/account?done=${what}`);

export const actions: Actions = {
  profile: (event) =>
    act(event, async (form) => {
      const { person } = signedIn(event.locals, event.url);
      await changeProfile(
        event.locals.house,
        person.userId,
        parseForm(form, z.object({ name: personNameSchema, language: languageSchema })),
      );
      done('profile');
    }),
  password: (event) =>
    act(event, async (form) => {
      const { person } = signedIn(event.locals, event.url);
      const wanted = parseForm(form, z.object({ current: passwordSchema, password: passwordSchema }));
      passCookies(event.cookies, await changePassword(event.locals.house, event.locals.visitor, person, wanted));
      done('password');
    }),
  move: (event) =>
    act(event, async (form) => {
      const { person } = signedIn(event.locals, event.url);
      const wanted = parseForm(form, z.object({ email: emailSchema, password: passwordSchema }));
      if (!event.locals.house.config.smtpUrl) throw notFound();
      await askMove(event.locals.house, person, wanted);
      done('move');
    }),
  revoke: (event) =>
    act(event, async (form) => {
      const { person } = signedIn(event.locals, event.url);
      const session = form.get('session');
      if (!isId(session)) throw notFound();
      await revokeSession(event.locals.house, person.userId, session);
      done('revoked');
    }),
  revokeOthers: (event) =>
    act(event, async () => {
      const { person, sessionId } = signedIn(event.locals, event.url);
      await revokeOtherSessions(event.locals.house, person.userId, sessionId);
      done('revoked');
    }),
};
