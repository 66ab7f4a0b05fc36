import { chosenPassword, createAccount } from '#modules/team';
import { emailSchema, personNameSchema } from '#modules/team/shapes';
import { isLanguage } from '#words/languages.ts';
import type { Command } from '../command.ts';
import { fit } from '../fit.ts';

/** An account, which belongs to no workspace yet. */
export const userAdd: Command = {
  options: { email: { type: 'string' }, name: { type: 'string' }, password: { type: 'string' }, language: { type: 'string' } },
  required: ['email', 'name', 'password'],
  run: async ({ house, read, speech, values }) => {
    const desk = await house();
    const email = fit('email', emailSchema, values.email);
    const name = fit('name', personNameSchema, values.name);
    const language = isLanguage(values.language) ? values.language : 'fr';
    const passwordHash = await chosenPassword(await read('password'), [name, email]);
    const at = desk.clock.now();
    const user = await desk.store.outside.transaction().execute((db) => createAccount(db, { name, email, language, passwordHash }, at));
    return { data: { id: user, email, name }, lines: [speech.phrase('cli_user_added', { email })] };
  },
};
