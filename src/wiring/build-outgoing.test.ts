import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepCard, keepSnippet, readPost, removeSnippet, savePost } from '#modules/calendar';
import { addByHand, addChannel } from '#modules/channels';
import { printsOf } from '#modules/approval';
import { schedulePublications } from '#modules/publishing';
import { voiceOf } from '#parts/calendar/rules.ts';
import { openSeal } from '#plumbing/seal';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { openWorkspace, type TestWorkspace } from '../../tests/worlds/people.ts';
import { createClient } from '../modules/clients/index.server.ts';
import type { Ctx } from '../plumbing/db/index.ts';
import type { Id } from '../words/ids.ts';
import { buildOutgoing } from './build-outgoing.ts';
import { contentOf } from './show-client.ts';

let database: TestDatabase;
let open: TestWorkspace;
let clientId: Id;
let channels: Record<'mastodon' | 'bluesky' | 'site', Id>;
const folder = mkdtempSync(path.join(tmpdir(), 'palabre-outgoing-'));
const asAwa = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => open.as(open.awa)(work);

beforeAll(async () => {
  database = await openTestDatabase();
  open = await openWorkspace(database);
  clientId = (await asAwa((ctx) => createClient(ctx, { name: 'Chez Tantine Afi' }))).id;
  const seal = openSeal(path.join(folder, 'keys'));
  const connect = (network: 'mastodon' | 'bluesky' | 'site') =>
    asAwa((ctx) =>
      addChannel(ctx, seal, {
        ...{
          clientId,
          network,
          name: network,
          address: `https://${network}.example`,
          secret: {},
          session: null,
          onceClass: 'L',
          quietMs: 0,
        },
        identity: { networkUserId: `me@${network}`, handle: '@me', displayName: 'Moi', profileUrl: null, facts: {} },
      }),
    );
  channels = { mastodon: await connect('mastodon'), bluesky: await connect('bluesky'), site: await connect('site') };
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

const follow = (channelId: Id, thread: string[] = []) => ({ channelId, text: null, title: null, thread, mediaIds: null });
const build = (text: string, thread: string[] = []) =>
  asAwa(async (ctx) => {
    const variants = [follow(channels.mastodon, thread), follow(channels.bluesky), follow(channels.site)];
    const { id } = await savePost(ctx, { clientId, text, variants });
    const { outgoing } = await buildOutgoing(ctx, await readPost(ctx, id));
    return Object.fromEntries(outgoing.map(({ network, segments }) => [network as string, segments]));
  });

test('what is frozen names people as each network does, and goes on doing so when they are no longer offered', async () => {
  const afi = { kind: 'mention', name: 'Afi', text: '', handles: { mastodon: 'afi@m.example', bluesky: 'afi.bsky.example' } } as const;
  const { id } = await asAwa((ctx) => keepSnippet(ctx, clientId, afi, (network) => voiceOf(network, []).mention));
  await asAwa((ctx) => removeSnippet(ctx, clientId, id));
  const { mastodon, bluesky, site } = await build('Merci @[Afi] et @[Inconnu]', ['Encore @[Afi]']);
  expect(mastodon!.map(({ text }) => text)).toEqual(['Merci @afi@m.example et @[Inconnu]', 'Encore @afi@m.example']);
  expect(bluesky!.map(({ text }) => text)).toEqual(['Merci @afi.bsky.example et @[Inconnu]']);
  expect(site!.map(({ text }) => text)).toEqual(['Merci Afi et @[Inconnu]']);
});

test('a link’s card leaves with the first text, where the network reads no page itself', async () => {
  const url = 'https://tantine.example/b7';
  expect((await build(`Le menu : ${url}`)).bluesky![0]).not.toHaveProperty('card');
  await asAwa((ctx) => keepCard(ctx, clientId, { url, title: 'Le menu', description: 'De midi', mediaId: null }));
  const { mastodon, bluesky } = await build(`Le menu : ${url}`);
  expect(bluesky![0]!.card).toEqual({ url, title: 'Le menu', description: 'De midi', thumb: null });
  expect(mastodon![0]).not.toHaveProperty('card');
});

test('by hand all of it is one publication: what follows the first text is handed over, hashed and shown with it', async () => {
  const asked = { clientId, place: 'threads', name: 'Tantine', address: '' };
  const channelId = await asAwa((ctx) => addByHand(ctx, openSeal(path.join(folder, 'keys')), asked));
  const write = (thread: string[]) =>
    asAwa(async (ctx) => {
      const { id } = await savePost(ctx, { clientId, text: 'Le menu du jour', variants: [follow(channelId, thread)] });
      const { outgoing } = await buildOutgoing(ctx, await readPost(ctx, id));
      return { id, outgoing };
    });
  const { id, outgoing } = await write(['Réservez au 90 00 00 00', '#Lomé']);
  expect(outgoing[0]!.segments).toHaveLength(1);
  expect(outgoing[0]!.segments[0]).toMatchObject({ text: 'Le menu du jour', after: ['Réservez au 90 00 00 00', '#Lomé'] });
  expect((await write([])).outgoing[0]!.segments[0]).not.toHaveProperty('after');

  // The client says yes to each of them.
  const window = { plannedAt: database.clock.now(), minutes: 0 };
  const shown = contentOf(outgoing);
  expect(shown[0]!.segments.map(({ text }) => text)).toEqual(['Le menu du jour', 'Réservez au 90 00 00 00', '#Lomé']);
  const other = contentOf((await write(['Réservez au 90 00 00 01', '#Lomé'])).outgoing);
  expect(printsOf(other, window).rendering).not.toBe(printsOf(shown, window).rendering);

  // What is handed over is what was frozen, and its hash tells one from another.
  const plan = async (postId: Id, what: typeof outgoing) => {
    const notBefore = database.clock.now();
    const when = { wall: notBefore.toISOString().slice(0, 16), zone: 'Africa/Lome', notBefore };
    const [publication] = await asAwa((ctx) => schedulePublications(ctx, { ...when, postId, clientId, publications: what }));
    const rows = await database.peek<{ payload: { after?: string[] }; content_hash: string }>(
      'select payload, content_hash from publishing.publication where id = $1',
      [publication],
    );
    return rows[0]!;
  };
  const first = await plan(id, outgoing);
  expect(first.payload.after).toEqual(['Réservez au 90 00 00 00', '#Lomé']);
  const changed = await write(['Réservez au 90 00 00 01', '#Lomé']);
  expect((await plan(changed.id, changed.outgoing)).content_hash).not.toBe(first.content_hash);
});
