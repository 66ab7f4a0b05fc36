import { redirect } from '@sveltejs/kit';
import { changeProfile } from '#modules/team';
import { localPath } from '#plumbing/web';
import { isLanguage } from '#words/languages.ts';
import type { RequestHandler } from './$types';

const YEAR = 365 * 86_400;

/** The language asked for, from now on: for this browser, and for the account when somebody is signed in. */
export const POST: RequestHandler = async ({ request, cookies, locals }) => {
  const form = await request.formData();
  const asked = form.get('language');
  const language = isLanguage(asked) ? asked : locals.locale;
  cookies.set('palabre-language', language, { path: '/', maxAge: YEAR, sameSite: 'lax', httpOnly: true });
  const { person, house } = locals;
  if (person) await changeProfile(house, person.userId, { name: person.name, language });
  redirect(303, localPath(form.get('back')));
};
