import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../words/ids.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { openLog } from '../log/index.ts';
import { openJobs, type Jobs } from './index.ts';

let database: TestDatabase;
let web: Jobs;
let worker: Jobs;
const log = openLog('test', 'silent');
const workspace = newId();

beforeAll(async () => {
  database = await openTestDatabase();
  web = await openJobs(database.app, { works: false, log });
  worker = await openJobs(database.app, { works: true, log });
});
afterAll(async () => {
  await web.close();
  await worker.close();
  await database.close();
});

const waiting = async (queue: string): Promise<object[]> =>
  (await database.peek<{ data: object }>('select data from pgboss.job where name = $1', [queue])).map((row) => row.data);

const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 50));
};

test('a bell rung in a transaction that fails was never rung', async () => {
  const failing = as(
    database,
    awa,
    workspace,
  )(async (ctx) => {
    await web.ring(ctx.db, 'letters', { letterId: 'lost' });
    throw new Error('power cut');
  });
  await expect(failing).rejects.toThrow('power cut');
  expect(await waiting('letters')).toEqual([]);
});

test('a bell rung by the web wakes the worker, and a listener that fails is woken again', async () => {
  await as(database, awa, workspace)((ctx) => web.ring(ctx.db, 'hear', { factId: 'told' }));
  const heard: string[] = [];
  await worker.answer('hear', async (data) => {
    heard.push(data.factId!);
    if (heard.length === 1) throw new Error('the network is down');
  });
  await until(() => heard.length === 2);
  expect(heard).toEqual(['told', 'told']);
});

test('a queue that is on no list is refused', async () => {
  await expect(as(database, awa, workspace)((ctx) => web.ring(ctx.db, 'nowhere', {}))).rejects.toThrow('no queue is called nowhere');
});
