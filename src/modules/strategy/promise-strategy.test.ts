import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openClient, type ClientWorld } from '../../../tests/worlds/client.ts';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { refused } from '../../../tests/worlds/visitors.ts';
import { newId, type Id } from '../../words/ids.ts';
import { listPillars, promiseStrategy, readStrategy } from './index.server.ts';
import { readStrategyForm, type Dye, type StrategyForm } from './shapes.ts';

let database: TestDatabase;
let world: ClientWorld;
beforeAll(async () => void (database = await openTestDatabase()));
beforeEach(async () => void (world = await openClient(database)));
afterAll(() => database.close());

const pillar = (name: string, dye: Dye, share: number, id?: Id) => ({ ...(id && { id }), name, dye, share });
const promise = (pillars: StrategyForm['pillars'], cadence: StrategyForm['cadence'] = []) =>
  world.asAwa((ctx) => promiseStrategy(ctx, world.clientId, { pillars, cadence }));

test('what is promised is read back, in the order it was written', async () => {
  await promise([pillar('À table', 'kola', 60), pillar('En cuisine', 'bissap', 40)], [{ network: 'one', perWeek: 3 }]);
  const { pillars, cadence } = await world.asAwa((ctx) => readStrategy(ctx, world.clientId));
  expect(pillars.map(({ name, dye, share }) => [name, dye, share])).toEqual([
    ['À table', 'kola', 60],
    ['En cuisine', 'bissap', 40],
  ]);
  expect(cadence).toEqual([{ network: 'one', perWeek: 3, since: database.clock.now() }]);
});

test('a rhythm that changes keeps the day it was first promised', async () => {
  const since = database.clock.now();
  await promise([], [{ network: 'one', perWeek: 3 }]);
  database.clock.advance(86_400_000);
  const { cadence } = await promise([], [{ network: 'one', perWeek: 5 }]);
  expect(cadence).toEqual([{ network: 'one', perWeek: 5, since }]);
});

test('a pillar keeps its id under another name and another dye; two may exchange theirs', async () => {
  const { pillars } = await promise([pillar('À table', 'kola', 60), pillar('En cuisine', 'bissap', 40)]);
  const [first, second] = pillars.map(({ id }) => id) as [Id, Id];
  const after = await promise([pillar('La table', 'bissap', 50, first), pillar('En cuisine', 'kola', 50, second)]);
  expect(after.pillars.map(({ id, name, dye }) => [id, name, dye])).toEqual([
    [first, 'La table', 'bissap'],
    [second, 'En cuisine', 'kola'],
  ]);
});

test('a pillar no longer promised is put away, and its dye is free again', async () => {
  await promise([pillar('À table', 'kola', 60)]);
  await promise([pillar('Bon plan', 'kola', 10)]);
  expect((await world.asAwa((ctx) => readStrategy(ctx, world.clientId))).pillars.map(({ name }) => name)).toEqual(['Bon plan']);
  const all = await world.asAwa((ctx) => listPillars(ctx, { clientId: world.clientId }));
  expect(all.map(({ name, putAway }) => [name, putAway])).toEqual([
    ['Bon plan', false],
    ['À table', true],
  ]);
});

test('a dye twice, more than the whole, a pillar of nobody: refused, and nothing has changed', async () => {
  await promise([pillar('À table', 'kola', 60)]);
  expect(await refused(promise([pillar('A', 'kola', 1), pillar('B', 'kola', 1)]))).toMatchObject({ code: 'pillar_dye_twice' });
  expect(await refused(promise([pillar('A', 'kola', 60), pillar('B', 'nuit', 41)]))).toMatchObject({
    code: 'pillar_shares_over',
    details: { total: 101 },
  });
  expect(await refused(promise([pillar('A', 'kola', 1, newId())]))).toMatchObject({ code: 'not_found' });
  expect(await refused(promise([], [{ network: 'one', perWeek: 51 }]))).toMatchObject({ code: 'invalid' });
  expect((await world.asAwa((ctx) => readStrategy(ctx, world.clientId))).pillars).toHaveLength(1);
});

test('a creator reads what was promised to their client, and promises nothing', async () => {
  const kodjo = { kind: 'person', userId: newId(), name: 'Kodjo', role: 'creator', clients: [world.clientId] } as const;
  await promise([pillar('À table', 'kola', 60)]);
  expect((await world.as(kodjo)((ctx) => readStrategy(ctx, world.clientId))).pillars).toHaveLength(1);
  expect(await refused(world.as(kodjo)((ctx) => promiseStrategy(ctx, world.clientId, { pillars: [], cadence: [] })))).toMatchObject({
    code: 'forbidden',
  });
  const stranger = { ...kodjo, clients: [] };
  expect(await refused(world.as(stranger)((ctx) => readStrategy(ctx, world.clientId)))).toMatchObject({ code: 'not_found' });
  expect(await world.as(stranger)((ctx) => listPillars(ctx))).toEqual([]);
});

test('the page’s form: a line without a name is free, a network without a number promises nothing', () => {
  const form = new FormData();
  for (const [name, value] of [
    ['name.0', ' À table '],
    ['share.0', '40'],
    ['dye.0', 'kola'],
    ['name.1', ''],
    ['share.1', '60'],
    ['dye.1', 'nuit'],
    ['week.one', '3'],
    ['week.two', ''],
  ] as const)
    form.set(name, value);
  expect(readStrategyForm(form)).toEqual({
    pillars: [{ name: 'À table', dye: 'kola', share: 40 }],
    cadence: [{ network: 'one', perWeek: 3 }],
  });
});
