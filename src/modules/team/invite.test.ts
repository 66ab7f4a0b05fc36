import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { account, deskOf, openWorkspace, PASSWORD, type TestWorkspace } from '../../../tests/worlds/people.ts';
import { openBrowser, refused } from '../../../tests/worlds/visitors.ts';
import {
  acceptInvitation,
  findAccount,
  invite,
  listInvitations,
  readInvitation,
  readMembership,
  renewInvitationLink,
  revokeInvitation,
  signIn,
  signUpByInvitation,
  type Wanted,
} from './index.server.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

const asAwa = (workspace: TestWorkspace) => workspace.as(workspace.awa);
const wanted = (email: string): Wanted => ({ email, role: 'creator', clientIds: [], language: 'fr' });

test('an invited person without an account makes one and is in; the link has served', async () => {
  const desk = deskOf(database);
  const workspace = await openWorkspace(database, 'Atelier');
  const { token } = await asAwa(workspace)((ctx) => invite(ctx, wanted('Kofi@Example.com')));
  const invitation = (await readInvitation(desk, token))!;
  expect(invitation).toMatchObject({ workspaceName: 'Atelier', email: 'kofi@example.com', role: 'creator', invitedBy: 'Awa' });
  const form = { name: 'Kofi', password: PASSWORD, language: 'fr' } as const;
  await signUpByInvitation(desk, invitation, form);
  await signIn(desk, openBrowser().visitor(), { email: 'kofi@example.com', password: PASSWORD });
  const kofi = { userId: (await findAccount(desk, 'kofi@example.com'))!.userId, email: 'kofi@example.com' };
  await workspace.as({ kind: 'system', name: 'visitor' })((ctx) => acceptInvitation(ctx, invitation.invitationId, kofi));
  expect(await readMembership(desk, kofi.userId, workspace.slug)).toMatchObject({ role: 'creator' });
  expect(await readInvitation(desk, token)).toBeNull();
  expect(await refused(signUpByInvitation(desk, invitation, form))).toMatchObject({ code: 'link_dead' });
});

test('the holder of a link does not learn whether its address has an account: same answer, same work, the account untouched', async () => {
  const desk = deskOf(database);
  const workspace = await openWorkspace(database);
  await account(database, 'Edem');
  const form = { name: 'Quelqu’un', password: 'le-port-de-Lome-ne-dort-pas', language: 'fr' } as const;
  const took = async (email: string): Promise<number> => {
    const { token } = await asAwa(workspace)((ctx) => invite(ctx, wanted(email)));
    const invitation = (await readInvitation(desk, token))!;
    const began = performance.now();
    expect(await signUpByInvitation(desk, invitation, form)).toBeUndefined();
    const ms = performance.now() - began;
    // The link says no more afterwards than before.
    expect(await readInvitation(desk, token)).toMatchObject({ email });
    return ms;
  };
  await took('first-hash@example.com');
  // The quickest of three: what else this machine does at the time is not the answer's.
  const quickest = async (email: string): Promise<number> => Math.min(await took(email), await took(email), await took(email));
  const [known, unknown] = [await quickest('edem@example.com'), await quickest('nobody@example.com')];
  // Both hash a password, which takes a hundred times longer than all the rest.
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(4);
  await signIn(desk, openBrowser().visitor(), { email: 'edem@example.com', password: PASSWORD });
  expect(await refused(signIn(desk, openBrowser().visitor(), { email: 'edem@example.com', password: form.password }))).toMatchObject({
    code: 'sign_in_wrong',
  });
});

test('a person with an account joins with it, and only the person invited', async () => {
  const workspace = await openWorkspace(database);
  const sena = { userId: await account(database, 'Sena'), email: 'sena@example.com' };
  const other = { userId: await account(database, 'Esi'), email: 'esi@example.com' };
  const { invitationId } = await asAwa(workspace)((ctx) => invite(ctx, wanted(sena.email)));
  const visitor = workspace.as({ kind: 'system', name: 'visitor' });
  expect(await refused(visitor((ctx) => acceptInvitation(ctx, invitationId, other)))).toMatchObject({ code: 'invitation_for_another' });
  await visitor((ctx) => acceptInvitation(ctx, invitationId, sena));
  expect(await refused(visitor((ctx) => acceptInvitation(ctx, invitationId, sena)))).toMatchObject({ code: 'link_dead' });
  expect(await refused(asAwa(workspace)((ctx) => invite(ctx, wanted(sena.email))))).toMatchObject({ code: 'already_member' });
});

test('inviting a known and an unknown address gives the same answer', async () => {
  const workspace = await openWorkspace(database);
  await account(database, 'Known');
  const known = await asAwa(workspace)((ctx) => invite(ctx, wanted('known@example.com')));
  const unknown = await asAwa(workspace)((ctx) => invite(ctx, wanted('unknown@example.com')));
  expect(Object.keys(known)).toEqual(Object.keys(unknown));
  const [a, b] = await asAwa(workspace)((ctx) => listInvitations(ctx));
  expect(Object.keys(a!)).toEqual(Object.keys(b!));
  const pages = await Promise.all([known, unknown].map(({ token }) => readInvitation(deskOf(database), token)));
  expect(Object.keys(pages[0]!)).toEqual(Object.keys(pages[1]!));
});

test('a revoked, replaced, renewed or expired link opens nothing', async () => {
  const desk = deskOf(database);
  const workspace = await openWorkspace(database);
  const invited = await asAwa(workspace)((ctx) => invite(ctx, wanted('late@example.com')));
  const again = await asAwa(workspace)((ctx) => invite(ctx, wanted('late@example.com')));
  expect(await readInvitation(desk, invited.token)).toBeNull();
  const renewed = await asAwa(workspace)((ctx) => renewInvitationLink(ctx, again.invitationId));
  expect(await readInvitation(desk, again.token)).toBeNull();
  expect(await readInvitation(desk, renewed)).not.toBeNull();
  database.clock.advance(14 * 86_400_000 + 1);
  expect(await readInvitation(desk, renewed)).toBeNull();
  const revived = await asAwa(workspace)((ctx) => renewInvitationLink(ctx, again.invitationId));
  expect(await readInvitation(desk, revived)).not.toBeNull();
  await asAwa(workspace)((ctx) => revokeInvitation(ctx, again.invitationId));
  expect(await readInvitation(desk, revived)).toBeNull();
  expect(await refused(asAwa(workspace)((ctx) => renewInvitationLink(ctx, again.invitationId)))).toMatchObject({ code: 'not_found' });
});

test('managers, creators and guests invite nobody; another workspace’s invitations do not exist', async () => {
  const [here, there] = [await openWorkspace(database), await openWorkspace(database)];
  const { invitationId } = await asAwa(there)((ctx) => invite(ctx, wanted('someone@example.com')));
  for (const role of ['manager', 'creator', 'guest'] as const) {
    const as = here.as(await here.join(role, role));
    expect(await refused(as((ctx) => invite(ctx, wanted('friend@example.com'))))).toMatchObject({ code: 'forbidden' });
    expect(await refused(as((ctx) => listInvitations(ctx)))).toMatchObject({ code: 'forbidden' });
  }
  expect(await refused(asAwa(here)((ctx) => revokeInvitation(ctx, invitationId)))).toMatchObject({ code: 'not_found' });
  expect(await refused(asAwa(here)((ctx) => renewInvitationLink(ctx, invitationId)))).toMatchObject({ code: 'not_found' });
});
