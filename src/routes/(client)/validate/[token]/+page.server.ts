import { redirect } from '@sveltejs/kit';
import { enterByLink, readDoor } from '#modules/approval';
import { nameSchema } from '#modules/approval/shapes';
import { readClient } from '#modules/clients';
import { act, parseForm, show, speak } from '#plumbing/web';
import { COOKIE, COOKIE_PATH, isOwn, mustBeOutside } from '../open-session.ts';
import type { Actions, PageServerLoad } from './$types';

/** A door: looked at as often as one likes by whoever previews links, it changes nothing. */
export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    const { house } = locals;
    const { workspaceId, request, count } = await readDoor(house.store, params.token);
    const visitor = { kind: 'client', name: '', clients: [request.clientId] } as const;
    const client = await house.store.inWorkspace(workspaceId, visitor, (ctx) => readClient(ctx, request.clientId));
    speak(client.language);
    const { addressee, createdBy, expiresAt } = request;
    const shown = { name: client.name, monogram: client.monogram, colour: client.colour, zone: client.zone };
    return { client: shown, language: client.language, addressee, by: createdBy, expiresAt, count, own: await isOwn(locals, workspaceId) };
  });

export const actions: Actions = {
  /** The link becomes a session, and the address clean. */
  default: (event) =>
    act(event, async (form) => {
      const { house } = event.locals;
      const { workspaceId } = await readDoor(house.store, event.params.token);
      await mustBeOutside(event.locals, workspaceId);
      const { name } = parseForm(form, nameSchema);
      const { token, expiresAt } = await enterByLink(house.store, event.params.token, name);
      event.cookies.set(COOKIE, token, {
        path: COOKIE_PATH,
        expires: expiresAt,
        httpOnly: true,
        sameSite: 'lax',
        secure: event.url.protocol === 'https:',
      });
      redirect(303, COOKIE_PATH);
    }),
};
