import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFakenet, tokenOf, type Fakenet } from '../worlds/fakenet/index.ts';
import { command, type Answered } from './palabre/command.ts';
import type { Program } from './palabre/child.ts';
import { leave, makePlace, started, type Place } from './starting/world.ts';

const TOKEN = 'jeton-de-prometheus';
let net: Fakenet;
let place: Place;
let palabre: Program;
const ask = (words: string[], input?: string): Promise<Answered> => command(place.settings, words, input);
const inWorkspace = (words: string[]): string[] => [...words, '--workspace', 'chez-awa'];

beforeAll(async () => {
  net = await startFakenet();
  place = await makePlace();
  Object.assign(place.settings, {
    PALABRE_ALLOW_HOSTS: net.hosts.join(','),
    PALABRE_PLC_URL: net.addresses.plc,
    PALABRE_METRICS_TOKEN: TOKEN,
  });
});
afterAll(async () => {
  await palabre?.stop();
  await net.stop();
  await leave(place);
});

test('before the first start, a script makes an account and a workspace', async () => {
  const user = await ask(
    ['user', 'add', '--email', 'awa@example.org', '--name', 'Awa', '--password', '-'],
    'une longue phrase de passe 42\n',
  );
  expect(user).toMatchObject({ code: 0, json: { email: 'awa@example.org' } });
  const where = ['--country', 'TG', '--currency', 'XOF', '--zone', 'Africa/Lome', '--language', 'fr'];
  const workspace = await ask(['workspace', 'add', '--name', 'Chez Awa', '--owner', 'awa@example.org', ...where]);
  expect(workspace).toMatchObject({ code: 0, json: { slug: 'chez-awa' } });
});

test('while Palabre runs, channels are connected for a client made on the way, and a post goes live on them', async () => {
  palabre = await started(place);
  const account = ['--network', 'mastodon', '--url', net.addresses.mastodon, '--secret', '-'];
  const channel = await ask(inWorkspace(['channel', 'add', '--client', 'Le Maquis', ...account]), tokenOf(net.accounts[0]!));
  expect(channel).toMatchObject({ code: 0, json: { client_made: true, health: { state: 'connected', problem: null } } });
  const site = await ask(inWorkspace(['channel', 'add', '--client', 'le maquis', '--network', 'site', '--name', 'Le journal']));
  expect(site).toMatchObject({ code: 0, json: { client_made: false, once_class: 'R' } });
  const byHand = ['channel', 'add', '--client', 'Le Maquis', '--by-hand', 'whatsapp_status', '--name', 'Statut du Maquis'];
  const status = await ask(inWorkspace(byHand));
  expect(status).toMatchObject({ code: 0, json: { network: 'whatsapp', name: 'Statut du Maquis', once_class: 'H', client_made: false } });
  expect(await ask(inWorkspace([...byHand.slice(0, 4), '--by-hand', 'minitel']))).toMatchObject({ json: { error: { field: 'by-hand' } } });
  const both = ['--channel', String(channel.json.id), '--channel', String(site.json.id)];
  const post = await ask(inWorkspace(['post', 'add', '--client', 'Le Maquis', '--text', 'Ouvert dimanche', '--now', ...both]));
  expect(post).toMatchObject({ code: 0, json: { publications: [{ state: 'SCHEDULED' }, { state: 'SCHEDULED' }] } });
  await expect.poll(() => net.visible('mastodon').length, { timeout: 20_000 }).toBe(1);
});

test('it says that it is ready, and gives its figures to whoever bears the token', async () => {
  const get = (path: string, token?: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${place.port}${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  const ready = { ready: true, database: 'ok', migrations: 'ok', sending: 'ok', reconcile_only: false };
  expect(await (await get('/readyz')).json()).toEqual(ready);
  expect((await get('/metrics')).status).toBe(401);
  expect((await get('/metrics', 'autre-jeton-de-personne')).status).toBe(401);
  const text = await (await get('/metrics', TOKEN)).text();
  expect(text).toMatch(/^palabre_publications\{state="PUBLISHED"\} \d$/m);
  expect(text).toMatch(/^palabre_publication_lateness_seconds_bucket\{le="\+Inf"\} \d$/m);
  expect(text).toMatch(/^palabre_web_nodejs_eventloop_lag_seconds /m);
});

test('a refusal is JSON with its code; what is not understood exits with 2', async () => {
  const account = ['--network', 'mastodon', '--url', net.addresses.mastodon, '--secret', 'faux'];
  const refused = await ask(inWorkspace(['channel', 'add', '--client', 'Personne', ...account]));
  expect(refused).toMatchObject({ code: 1, json: { error: { code: 'connect_token_refused' } } });
  // The refusal left no client behind.
  const post = await ask(inWorkspace(['post', 'add', '--client', 'Personne', '--text', 'x']));
  expect(post).toMatchObject({ code: 1, json: { error: { code: 'not_found', field: 'client' } } });
  expect(await ask(['chanel', 'add'])).toMatchObject({ code: 2, json: { error: { code: 'command_unknown' } } });
});

test('once stopped, the same questions are answered', async () => {
  await palabre.stop();
  const { code, json } = await ask(inWorkspace(['publications', 'list', '--limit', '1']));
  expect(code).toBe(0);
  expect(json).toMatchObject({ items: [{ state: 'PUBLISHED', flag: null }], next_cursor: expect.any(String) });
  const rest = await ask(inWorkspace(['publications', 'list', '--cursor', String(json.next_cursor)]));
  expect(rest.json).toMatchObject({ items: [{ state: 'PUBLISHED' }], next_cursor: null });
});
