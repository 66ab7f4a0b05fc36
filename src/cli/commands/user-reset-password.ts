import { findAccount, makeResetLink, removeSecondFactor, resetPassword } from '#modules/team';
import type { Command } from '../command.ts';
import { unknown } from '../fit.ts';

/** A password given here, or a one-time link of a day; with --second-factor, the phone that was lost is forgotten too. */
export const userResetPassword: Command = {
  options: { email: { type: 'string' }, password: { type: 'string' }, 'second-factor': { type: 'boolean' } },
  required: ['email'],
  run: async ({ config, house, read, speech, values }) => {
    const desk = await house();
    const email = String(values.email);
    const account = await findAccount(desk, email);
    if (!account) throw unknown('email', email);
    if (values['second-factor']) await removeSecondFactor(desk, email);
    if (values.password !== undefined) {
      await resetPassword(desk, email, await read('password'));
      return { data: { id: account.userId, email, link: null }, lines: [speech.phrase('cli_password_changed', { email })] };
    }
    const link = new URL(`/reset/${await makeResetLink(desk, account.userId, 24)}`, config.publicUrl).href;
    return { data: { id: account.userId, email, link }, lines: [speech.phrase('cli_reset_link', { email, link })] };
  },
};
