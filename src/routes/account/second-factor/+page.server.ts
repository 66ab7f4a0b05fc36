import { redirect } from '@sveltejs/kit';
import { renderSVG } from 'uqr';
import { beginSecondFactor, confirmSecondFactor, renewBackupCodes, stopSecondFactor } from '#modules/team';
import { act, passCookies } from '#plumbing/web';
import { notFound } from '#words/refusal.ts';
import { signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => ({ active: signedIn(locals, url).person.secondFactor });

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

/**
 * The secret is shown in the answer to the POST that made it and nowhere else; when the first code is mistyped, the form brings the
 * same address back, so that nobody has to scan twice.
 */
export const actions: Actions = {
  begin: (event) =>
    act(event, async (form) => {
      const { person } = signedIn(event.locals, event.url);
      const { uri } = await beginSecondFactor(event.locals.house, event.locals.visitor, person.userId, text(form, 'password'));
      return pending(uri);
    }),
  confirm: async (event) => {
    const uri = text(await event.request.clone().formData(), 'uri');
    const outcome = await act(event, async (form) => {
      const { person } = signedIn(event.locals, event.url);
      const { house, visitor } = event.locals;
      const { cookies, backupCodes } = await confirmSecondFactor(house, visitor, person.userId, text(form, 'code'));
      passCookies(event.cookies, cookies);
      return { codes: backupCodes };
    });
    if ('data' in outcome) Object.assign(outcome.data, pending(uri));
    return outcome;
  },
  renew: (event) =>
    act(event, async (form) => {
      const { person } = signedIn(event.locals, event.url);
      return { codes: await renewBackupCodes(event.locals.house, event.locals.visitor, person.userId, text(form, 'password')) };
    }),
  stop: (event) =>
    act(event, async (form) => {
      const { person } = signedIn(event.locals, event.url);
      passCookies(event.cookies, await stopSecondFactor(event.locals.house, event.locals.visitor, person.userId, text(form, 'password')));
      redirect(303, '/account/second-factor');
    }),
};

function pending(uri: string): { uri: string; key: string; qr: string } {
  if (!uri.startsWith('otpauth://totp/')) throw notFound();
  const key = new URL(uri).searchParams.get('secret') ?? '';
  return { uri, key: key.replace(/(.{4})/g, '$1 ').trim(), qr: renderSVG(uri, { border: 2 }) };
}
