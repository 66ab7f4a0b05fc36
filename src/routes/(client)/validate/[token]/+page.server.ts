import { redirect } from '@sveltejs/kit';
import { enterByLink, readDoor, type Door } from '#modules/approval';
import { codeSchema, nameSchema } from '#modules/approval/shapes';
import { readClient } from '#modules/clients';
import { readOnline } from '#modules/publishing';
import { countTry, forgetTries } from '#modules/team';
import { act, parseForm, show, speak } from '#plumbing/web';
import { Refusal } from '#words/refusal.ts';
import { COOKIE, COOKIE_PATH, isOwn, mustBeOutside } from '../open-session.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** A door: looked at as often as one likes by whoever previews links, it changes nothing. */
/**
 * A door: looked at as often as one likes by whoever previews links, it changes nothing. Where a code is asked for, what answers a button says
 * nothing of whose door it is, nor whether there is one: a wrong code and a dead link look alike.
 */
export const load: PageServerLoad = ({ locals, params, request }) =>
  show(async () => {
    const { house } = locals;
    const pressed = request.method === 'POST';
    const door = await readDoor(house.store, params.token, readOnline).catch((error: unknown) => {
      if (pressed && error instanceof Refusal) return null;
      throw error;
    });
    if (!door || (pressed && door.request.asksCode)) return { door: null };
    return { door: await describe(locals, door) };
  });

async function describe(locals: App.Locals, { workspaceId, request, count, shown: posts }: Door) {
  const visitor = { kind: 'client', name: '', clients: [request.clientId] } as const;
  const client = await locals.house.store.inWorkspace(workspaceId, visitor, (ctx) => readClient(ctx, request.clientId));
  speak(client.language);
  const { addressee, createdBy, expiresAt } = request;
  const shown = { name: client.name, monogram: client.monogram, colour: client.colour, zone: client.zone };
  return {
    client: shown,
    language: client.language,
    addressee,
    by: createdBy,
    expiresAt,
    count,
    posts,
    own: await isOwn(locals, workspaceId),
  };
}

/** @throws Refusal `approval_link_dead`, `approval_own_workspace` */
async function readOutside({ locals, params }: RequestEvent): Promise<Door> {
  const door = await readDoor(locals.house.store, params.token, readOnline);
  await mustBeOutside(locals, door.workspaceId);
  return door;
}

/** Before the code is looked at, for links that live and those that do not. @throws Refusal `too_many` */
async function countTries({ locals, params }: RequestEvent): Promise<void> {
  await countTry(locals.house, 'client-code/address', locals.visitor.address);
  await countTry(locals.house, 'client-code/link', params.token);
}

export const actions: Actions = {
  /** The link becomes a session, and the address clean; where it asks for a code, a second page asks for it first. */
  default: (event) =>
    act(event, async (form) => {
      const { house } = event.locals;
      const { name } = parseForm(form, nameSchema);
      const code = form.has('code') ? parseForm(form, codeSchema).code : undefined;
      if (code !== undefined) await countTries(event);
      else if ((await readOutside(event)).request.asksCode) return { name };
      const { token, expiresAt } = await enterByLink(house.store, event.params.token, name, code, (id) => mustBeOutside(event.locals, id));
      if (code !== undefined) await forgetTries(house, 'client-code/link', event.params.token);
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
