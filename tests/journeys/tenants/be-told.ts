import { createECDH, randomBytes } from 'node:crypto';
import { addDevice, chooseWishes, connectBot, tellPerson } from '../../../src/modules/notices/index.server.ts';
import type { Messenger } from '../../../src/networks/contract.ts';
import type { House } from '../../../src/wiring/open-house.ts';
import { ownerOf, type Tenant } from './tenant.ts';

const HAS = { push: true, mail: true, bot: true };

/** Somebody who wishes to be told, by every way, and was by letter: of what they are to post by hand soon. */
export async function beTold(house: House, tenant: Tenant): Promise<void> {
  const { workspaceId, mark } = tenant;
  const owner = ownerOf(tenant);
  const ring = async (): Promise<void> => undefined;
  const messenger = { readBot: async () => ({ kind: 'bot', handle: `${mark}_bot` }) } as unknown as Messenger;
  await connectBot({ ...house, messenger }, workspaceId, owner, `123456789:${randomBytes(24).toString('base64url')}`);
  await house.store.inWorkspace(workspaceId, owner, async (ctx) => {
    const habit = { zone: 'Africa/Lome', quietFrom: null, quietUntil: null, digestAt: '08:00' };
    await chooseWishes(ctx, ring, { habit, wishes: { reminder: { pace: 'now', ways: ['mail'] } } }, HAS);
    const pair = createECDH('prime256v1');
    const keys = { p256dh: pair.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };
    await addDevice(ctx, house.seal, { endpoint: `https://push.example.com/${mark}`, ...keys }, `Téléphone ${mark}`);
  });
  const mail = { send: async (): Promise<void> => undefined, close: (): void => undefined };
  await tellPerson({ ...house, ring, mail, pusher: null, messenger: null }, workspaceId, owner.userId);
}
