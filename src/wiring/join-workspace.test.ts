import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '#modules/clients';
import { invite } from '#modules/team';
import { openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { account, openWorkspace } from '../../tests/worlds/people.ts';
import { joinWorkspace } from './join-workspace.ts';
import { readMember } from './read-member.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

test('an invitation hands over its clients, except those gone meanwhile', async () => {
  const workspace = await openWorkspace(database);
  const asAwa = workspace.as(workspace.awa);
  const { id } = await asAwa((ctx) => createClient(ctx, { name: 'Donné' }));
  const gone = crypto.randomUUID();
  const email = 'nouvelle@example.com';
  const userId = await account(database, 'Nouvelle');
  const { invitationId } = await asAwa((ctx) => invite(ctx, { email, role: 'creator', clientIds: [id, gone], language: 'fr' }));
  await workspace.as({ kind: 'system', name: 'visitor' })((ctx) => joinWorkspace(ctx, invitationId, { userId, email }));
  expect(await readMember(database, userId, workspace.slug)).toMatchObject({ role: 'creator', clients: [id] });
});
