import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '#modules/clients';
import type { Id } from '#words/ids.ts';
import { openTestDatabase, type TestDatabase } from '../../../tests/worlds/database.ts';
import { startFakenet, type Fakenet } from '../../../tests/worlds/fakenet/index.ts';
import { networksOn, signal } from '../../../tests/worlds/lines.ts';
import { openWorkspace, type TestWorkspace } from '../../../tests/worlds/people.ts';
import { switchboardOf } from '../../../tests/worlds/switchboard.ts';
import { finishAuthorization, readAuthorization, readChannel, startAuthorization } from './index.server.ts';

const REDIRECT = 'http://localhost:3000/studio/atelier/channels/connect/back';
let database: TestDatabase;
let net: Fakenet;
let house: ReturnType<typeof switchboardOf>;
let atelier: TestWorkspace;
let clientId: Id;
beforeAll(async () => {
  database = await openTestDatabase();
  net = await startFakenet({ networks: ['mastodon'] });
  house = switchboardOf(database, [networksOn(net, () => database.clock.now()).mastodon]);
  atelier = await openWorkspace(database);
  clientId = (await atelier.as(atelier.awa)((ctx) => createClient(ctx, { name: 'Chez Kossiwa' }))).id;
});
afterAll(async () => {
  house.close();
  await net.stop();
  await database.close();
});

const start = () =>
  startAuthorization(
    house,
    atelier.workspaceId,
    atelier.awa,
    { network: 'mastodon', clientId, name: '', form: { address: net.addresses.mastodon }, redirectUri: REDIRECT },
    signal(),
  );

/** The person says yes on the network's page, which sends the browser back with state and code. */
async function sayYes(url: string, account: string): Promise<{ state: string; code: string }> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ account }), redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? 'http://nowhere');
  return { state: back.searchParams.get('state') ?? '', code: back.searchParams.get('code') ?? '' };
}

test('a person sent to the network comes back with a channel; the state serves once, in that browser only', async () => {
  const started = await start();
  expect(new URL(started.url).searchParams.get('redirect_uri')).toBe(REDIRECT);
  const pending = await atelier.as(atelier.awa)((ctx) => readAuthorization(ctx, house.seal, started.browserSecret));
  expect(pending).toMatchObject({ url: started.url, host: started.host });
  const back = await sayYes(started.url, net.accounts[0]!.name);
  expect(back.code).not.toBe('');
  const finish = (browserSecret: string) =>
    finishAuthorization(house, atelier.workspaceId, atelier.awa, { ...back, browserSecret }, signal());
  await expect(finish('another-browser')).rejects.toMatchObject({ code: 'connect_expired' });
  const id = await finish(started.browserSecret);
  expect(await atelier.as(atelier.awa)((ctx) => readChannel(ctx, id))).toMatchObject({ state: 'connected', network: 'mastodon' });
  await expect(finish(started.browserSecret)).rejects.toMatchObject({ code: 'connect_expired' });
});

test('Palabre registers itself once per workspace and host', async () => {
  const registrations = () => net.truth().filter((entry) => entry.kind === 'call' && entry.path === '/api/v1/apps').length;
  const before = registrations();
  await start();
  await start();
  expect(registrations() - before).toBeLessThanOrEqual(before === 0 ? 1 : 0);
});

test('another person’s return, and one after a quarter of an hour, connect nothing', async () => {
  const kossi = await atelier.join('Kossi', 'owner');
  const started = await start();
  const back = { ...(await sayYes(started.url, net.accounts[1]!.name)), browserSecret: started.browserSecret };
  await expect(finishAuthorization(house, atelier.workspaceId, kossi, back, signal())).rejects.toMatchObject({ code: 'connect_expired' });
  database.clock.advance(15 * 60_000 + 1);
  await expect(finishAuthorization(house, atelier.workspaceId, atelier.awa, back, signal())).rejects.toMatchObject({
    code: 'connect_expired',
  });
});
