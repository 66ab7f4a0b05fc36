import { expect, test } from 'vitest';
import { schedulePost } from '../../wiring/plan-post.ts';
import { noon, openAsking } from '../../wiring/asking.fixture.ts';
import { copyLink, enterByLink, hashCode, proposeCode, readDoor, readSession, revokeLink, setCode } from './index.server.ts';

const world = openAsking();
const wrong = { code: 'approval_code_wrong', status: 403 };

/** A link that asks for « 48 AB 12 ». */
async function openLink(): Promise<{ requestId: string; token: string }> {
  await world.agree('required');
  await world.asAwa((ctx) => schedulePost(ctx, world.postId, noon));
  const { requestId } = await world.asked();
  const token = await world.asAwa((ctx) => copyLink(ctx, world.seal, requestId));
  const hashed = await hashCode('48 AB 12');
  await world.asAwa((ctx) => setCode(ctx, requestId, hashed));
  return { requestId, token };
}

test('without the code nobody enters; said aloud, spaces and capitals do not count', async () => {
  const { token } = await openLink();
  const { store } = world.database;
  expect((await readDoor(store, token, async () => new Map())).request.asksCode).toBe(true);
  await expect(enterByLink(store, token, 'Mme Afi')).rejects.toMatchObject(wrong);
  await expect(enterByLink(store, token, 'Mme Afi', '000000')).rejects.toMatchObject(wrong);
  const session = await enterByLink(store, token, 'Mme Afi', ' 48ab12');
  expect(await readSession(store, session.token)).toMatchObject({ name: 'Mme Afi', kind: 'handed' });
});

test('a wrong code, a dead link and a link without a code answer alike, and take their time alike', async () => {
  const { requestId, token } = await openLink();
  const { store } = world.database;
  const took = async (against: string): Promise<number> => {
    const began = process.cpuUsage();
    await expect(enterByLink(store, against, 'Moi', '000000')).rejects.toMatchObject(wrong);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  const live = await took(token);
  const never = await took('x'.repeat(43));
  // Hashing is what takes the time: it is done whatever the link.
  for (const one of [live, never]) expect(one).toBeGreaterThan(5);
  await world.asAwa((ctx) => setCode(ctx, requestId, null));
  await expect(enterByLink(store, token, 'Moi', '000000')).rejects.toMatchObject(wrong);
  await world.asAwa((ctx) => revokeLink(ctx, requestId));
  await expect(enterByLink(store, token, 'Moi', '48AB12')).rejects.toMatchObject(wrong);
});

test('a code set or changed shows everybody the door again; only a hash of it is kept', async () => {
  const { requestId, token } = await openLink();
  const { store } = world.database;
  const first = await enterByLink(store, token, 'Mme Afi', '48AB12');
  const hashed = await hashCode('987654');
  await world.asAwa((ctx) => setCode(ctx, requestId, hashed));
  expect(await readSession(store, first.token)).toBeNull();
  await expect(enterByLink(store, token, 'Mme Afi', '48AB12')).rejects.toMatchObject(wrong);
  const second = await enterByLink(store, token, 'Mme Afi', '987654');
  expect(await readSession(store, second.token)).not.toBeNull();
  const [row] = await world.database.peek<{ code: Buffer }>('select code from approval.request where id = $1', [requestId]);
  expect([row!.code.length, row!.code.includes('987654')]).toEqual([48, false]);
  expect(proposeCode()).toMatch(/^\d{6}$/);
});
