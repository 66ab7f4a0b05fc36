import { mailContact, nameContact } from '../../../src/modules/approval/index.server.ts';
import type { House } from '../../../src/wiring/open-house.ts';
import type { Actor } from '../../../src/words/actor.ts';
import type { Id } from '../../../src/words/ids.ts';

/** Asks whether an address is the client's. @returns the path of the letter's link */
export async function mailAddressLetter(house: House, actor: Actor, workspaceId: Id, clientId: Id): Promise<string> {
  const { store, clock, config } = house;
  await store.inWorkspace(workspaceId, actor, (ctx) => nameContact(ctx, clientId, { name: 'Mme Afi', email: 'mme-afi@example.com' }));
  let letter = '';
  const mail = { send: async ({ text }: { text: string }) => void (letter = text), close: () => undefined };
  await mailContact({ store, clock, config, mail }, workspaceId, clientId);
  return /\/validate\/[\w-]{43}\/address/.exec(letter)![0];
}
