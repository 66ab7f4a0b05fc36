import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openWorkspace } from '../../../tests/worlds/people.ts';
import { refused } from '../../../tests/worlds/visitors.ts';
import {
  archiveClient,
  assignClient,
  createClient,
  listAssignments,
  listClients,
  readClient,
  readAssignments,
  restoreClient,
  updateClient,
} from './index.server.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

test('a new client takes the workspace’s zone and language, a monogram and a colour of its own', async () => {
  const { as, awa } = await openWorkspace(database);
  const maquis = await as(awa)((ctx) => createClient(ctx, { name: 'Le Maquis du Port' }));
  const hotel = await as(awa)((ctx) => createClient(ctx, { name: 'Hôtel Éden', zone: 'Africa/Abidjan' }));
  expect(maquis).toMatchObject({ monogram: 'MP', zone: 'Africa/Lome', language: 'fr', archivedAt: null });
  expect(hotel).toMatchObject({ monogram: 'HÉ', zone: 'Africa/Abidjan' });
  expect(maquis.colour).toMatch(/^#[0-9a-f]{6}$/);
  expect(hotel.colour).not.toBe(maquis.colour);
});

test('a colour is #rrggbb and nothing else; a zone is one the world knows', async () => {
  const { as, awa } = await openWorkspace(database);
  for (const colour of ['red', '#fff', '#12345g', '#123456;background:url(//evil)', 'var(--x)'])
    expect(await refused(as(awa)((ctx) => createClient(ctx, { name: 'X', colour })))).toMatchObject({ code: 'invalid', field: 'colour' });
  expect(await refused(as(awa)((ctx) => createClient(ctx, { name: 'X', zone: 'Africa/Wakanda' })))).toMatchObject({ field: 'zone' });
  expect(await refused(as(awa)((ctx) => createClient(ctx, { name: '  ' })))).toMatchObject({ field: 'name' });
  expect((await as(awa)((ctx) => createClient(ctx, { name: 'X', colour: '#ABCDEF' }))).colour).toBe('#abcdef');
});

test('an archived client leaves the list and comes back', async () => {
  const { as, awa } = await openWorkspace(database);
  const { id } = await as(awa)((ctx) => createClient(ctx, { name: 'Pilote' }));
  await as(awa)((ctx) => archiveClient(ctx, id));
  expect(await as(awa)((ctx) => listClients(ctx))).toHaveLength(0);
  expect(await as(awa)((ctx) => listClients(ctx, { archived: true }))).toHaveLength(1);
  expect((await as(awa)((ctx) => readClient(ctx, id))).archivedAt).toEqual(database.clock.now());
  await as(awa)((ctx) => restoreClient(ctx, id));
  expect(await as(awa)((ctx) => listClients(ctx))).toHaveLength(1);
});

test('creators and guests see the clients they were given, and change none', async () => {
  const workspace = await openWorkspace(database);
  const asAwa = workspace.as(workspace.awa);
  const [given, kept] = await asAwa(async (ctx) => [
    await createClient(ctx, { name: 'Donné' }),
    await createClient(ctx, { name: 'Gardé' }),
  ]);
  for (const role of ['creator', 'guest'] as const) {
    const person = await workspace.join(role, role, [given!.id]);
    const as = workspace.as(person);
    expect(await as((ctx) => readAssignments(ctx, person.userId))).toEqual([given!.id]);
    expect((await as((ctx) => listClients(ctx))).map((client) => client.name)).toEqual(['Donné']);
    expect(await refused(as((ctx) => readClient(ctx, kept!.id)))).toMatchObject({ code: 'not_found' });
    expect(await refused(as((ctx) => updateClient(ctx, given!.id, { name: 'Volé' })))).toMatchObject({ code: 'forbidden' });
    expect(await refused(as((ctx) => archiveClient(ctx, given!.id)))).toMatchObject({ code: 'forbidden' });
    expect(await refused(as((ctx) => createClient(ctx, { name: 'Neuf' })))).toMatchObject({ code: 'forbidden' });
    expect(await refused(as((ctx) => assignClient(ctx, person.userId, [kept!.id])))).toMatchObject({ code: 'forbidden' });
  }
  expect(Object.values(await asAwa((ctx) => listAssignments(ctx)))).toEqual([[given!.id], [given!.id]]);
});

test('a manager manages clients but does not say who works for whom', async () => {
  const workspace = await openWorkspace(database);
  const manager = await workspace.join('Mawuli', 'manager');
  const { id } = await workspace.as(manager)((ctx) => createClient(ctx, { name: 'Hôtel' }));
  const changed = await workspace.as(manager)((ctx) => updateClient(ctx, id, { name: 'Grand Hôtel', monogram: '' }));
  expect(changed).toMatchObject({ name: 'Grand Hôtel', monogram: 'GH' });
  expect(await refused(workspace.as(manager)((ctx) => assignClient(ctx, manager.userId, [id])))).toMatchObject({ code: 'forbidden' });
});

test('another workspace’s client does not exist here', async () => {
  const [here, there] = [await openWorkspace(database), await openWorkspace(database)];
  const { id } = await there.as(there.awa)((ctx) => createClient(ctx, { name: 'Ailleurs' }));
  const as = here.as(here.awa);
  expect(await as((ctx) => listClients(ctx, { archived: true }))).toHaveLength(0);
  const attempts = [
    () => as((ctx) => readClient(ctx, id)),
    () => as((ctx) => updateClient(ctx, id, { name: 'Pris' })),
    () => as((ctx) => archiveClient(ctx, id)),
    () => as((ctx) => assignClient(ctx, here.awa.userId, [id])),
  ];
  for (const attempt of attempts) expect(await refused(attempt())).toMatchObject({ code: 'not_found' });
});
