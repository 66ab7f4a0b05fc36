import { readContactDoor, verifyContact } from '#modules/approval';
import { readClient } from '#modules/clients';
import { readWorkspace } from '#modules/team';
import { act, show, speak } from '#plumbing/web';
import type { Actions, PageServerLoad } from './$types';

/** Asks whether an address is theirs; looked at as often as one likes, it changes nothing. */
export const load: PageServerLoad = ({ locals, params }) =>
  show(async () => {
    const { store } = locals.house;
    const { workspaceId, clientId } = await readContactDoor(store, params.token);
    return store.inWorkspace(workspaceId, { kind: 'client', name: '', clients: [clientId] }, async (ctx) => {
      const { name, monogram, colour, language } = await readClient(ctx, clientId);
      speak(language);
      return { client: { name, monogram, colour }, workspace: (await readWorkspace(ctx)).name };
    });
  });

export const actions: Actions = {
  default: (event) =>
    act(event, async () => {
      await verifyContact(event.locals.house.store, event.params.token);
      return { verified: true };
    }),
};
