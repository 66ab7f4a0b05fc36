import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { askReset } from '#modules/team';
import { emailSchema } from '#modules/team/shapes';
import { act, parseForm } from '#plumbing/web';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => ({
  byMail: locals.house.config.smtpUrl !== null,
  asked: url.searchParams.has('asked'),
});

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const { house, visitor, locale } = event.locals;
      const { email } = parseForm(form, z.object({ email: emailSchema }));
      // Without a mail server nothing could be sent: the page says whom to ask.
      if (house.config.smtpUrl) await askReset(house, visitor, { email, language: locale });
      redirect(303, '/reset?asked');
    }),
};
