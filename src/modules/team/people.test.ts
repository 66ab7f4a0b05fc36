import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openWorkspace } from '../../../tests/worlds/people.ts';
import { refused } from '../../../tests/worlds/visitors.ts';
import { dataPriceSchema, readTypedPrice } from './shapes.ts';
import { newId } from '#words/ids.ts';
import {
  changeRole,
  changeWorkspace,
  listPeople,
  listWorkspacesOf,
  readDataPrice,
  readMembership,
  readWorkspace,
  removePerson,
  setDataPrice,
} from './index.server.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

test('only an owner changes roles and removes people', async () => {
  const workspace = await openWorkspace(database);
  const kofi = await workspace.join('Kofi', 'creator');
  for (const role of ['manager', 'creator', 'guest'] as const) {
    const colleague = await workspace.join(role, role);
    const as = workspace.as(colleague);
    expect(await refused(as((ctx) => changeRole(ctx, kofi.userId, 'owner')))).toMatchObject({ code: 'forbidden' });
    expect(await refused(as((ctx) => removePerson(ctx, kofi.userId)))).toMatchObject({ code: 'forbidden' });
  }
  await workspace.as(workspace.awa)((ctx) => changeRole(ctx, kofi.userId, 'manager'));
  expect(await readMembership(database, kofi.userId, workspace.slug)).toMatchObject({ role: 'manager' });
});

test('owners and managers know their colleagues; creators and guests do not', async () => {
  const workspace = await openWorkspace(database);
  const manager = await workspace.join('Mawuli', 'manager');
  const people = await workspace.as(manager)((ctx) => listPeople(ctx));
  expect(people.map((person) => [person.name, person.role])).toEqual([
    ['Awa', 'owner'],
    ['Mawuli', 'manager'],
  ]);
  for (const role of ['creator', 'guest'] as const)
    expect(await refused(workspace.as(await workspace.join(role, role))((ctx) => listPeople(ctx)))).toMatchObject({ code: 'forbidden' });
});

test('the last owner neither leaves nor steps down', async () => {
  const workspace = await openWorkspace(database);
  const { awa } = workspace;
  const asAwa = workspace.as(awa);
  expect(await refused(asAwa((ctx) => removePerson(ctx, awa.userId)))).toMatchObject({ code: 'last_owner', status: 409 });
  expect(await refused(asAwa((ctx) => changeRole(ctx, awa.userId, 'manager')))).toMatchObject({ code: 'last_owner' });
  const sena = await workspace.join('Sena', 'owner');
  await asAwa((ctx) => removePerson(ctx, awa.userId));
  expect(await readMembership(database, awa.userId, workspace.slug)).toBeNull();
  expect(await readMembership(database, sena.userId, workspace.slug)).toMatchObject({ role: 'owner' });
});

test('two owners who leave at the same moment: one stays', async () => {
  const workspace = await openWorkspace(database);
  const sena = await workspace.join('Sena', 'owner');
  const left = await Promise.allSettled([
    workspace.as(workspace.awa)((ctx) => removePerson(ctx, workspace.awa.userId)),
    workspace.as(sena)((ctx) => removePerson(ctx, sena.userId)),
  ]);
  expect(left.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('another workspace’s people do not exist here', async () => {
  const [here, there] = [await openWorkspace(database), await openWorkspace(database)];
  const kofi = await there.join('Kofi', 'creator');
  expect(await refused(here.as(here.awa)((ctx) => changeRole(ctx, kofi.userId, 'guest')))).toMatchObject({ code: 'not_found' });
  expect(await refused(here.as(here.awa)((ctx) => removePerson(ctx, kofi.userId)))).toMatchObject({ code: 'not_found' });
  expect(await refused(here.as(here.awa)((ctx) => removePerson(ctx, newId())))).toMatchObject({ code: 'not_found' });
  expect(await readMembership(database, kofi.userId, there.slug)).toMatchObject({ role: 'creator' });
  expect(await readMembership(database, kofi.userId, here.slug)).toBeNull();
  expect((await listWorkspacesOf(database, kofi.userId)).map((one) => one.slug)).toEqual([there.slug]);
});

test('two workspaces of one name have two addresses', async () => {
  const [one, two] = [await openWorkspace(database, 'Élan & Cie'), await openWorkspace(database, 'Élan & Cie')];
  expect([one.slug, two.slug]).toEqual(['elan-cie', 'elan-cie-2']);
});

test('a manager changes the workspace, a creator does not', async () => {
  const workspace = await openWorkspace(database);
  const change = { name: 'Awa & filles', country: 'BJ', currency: 'XOF', zone: 'Africa/Porto-Novo', language: 'en' } as const;
  const creator = await workspace.join('Créa', 'creator');
  expect(await refused(workspace.as(creator)((ctx) => changeWorkspace(ctx, change)))).toMatchObject({ code: 'forbidden' });
  const manager = await workspace.join('Mawuli', 'manager');
  await workspace.as(manager)((ctx) => changeWorkspace(ctx, change));
  expect(await workspace.as(creator)((ctx) => readWorkspace(ctx))).toEqual(change);
});

test('what data costs the audience is usual in the country, with its source, until a manager says it', async () => {
  const workspace = await openWorkspace(database);
  const manager = workspace.as(await workspace.join('Mawuli', 'manager'));
  const usual = await manager(readDataPrice);
  expect(usual).toMatchObject({ minor: 870, currency: 'XOF', megabytes: 1000 });
  expect(usual!.source).not.toBeNull();
  const said = readTypedPrice(dataPriceSchema.parse({ dataPrice: '1 000', dataMegabytes: '600' }), 'XOF');
  await manager((ctx) => setDataPrice(ctx, said));
  expect(await manager(readDataPrice)).toEqual({ minor: 1000, currency: 'XOF', megabytes: 600, source: null });
  const creator = await workspace.join('Créa', 'creator');
  expect(await refused(workspace.as(creator)((ctx) => setDataPrice(ctx, null)))).toMatchObject({ code: 'forbidden' });
  expect(() => readTypedPrice({ dataPrice: 500 }, 'XOF')).toThrow(
    expect.objectContaining({ code: 'data_price_half', field: 'dataMegabytes' }),
  );
  expect(readTypedPrice({ dataPrice: 0.5, dataMegabytes: 100 }, 'EUR')).toEqual({ minor: 50, currency: 'EUR', megabytes: 100 });
});
