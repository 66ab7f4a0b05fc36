import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { agreeMode, copyLink, enterByLink, readAsked, readSession, type AskedPost, type ClientSession } from '#modules/approval';
import type { Mode, Silence, Verdict } from '#modules/approval/shapes';
import { savePost } from '#modules/calendar';
import { readPublicationsOf } from '#modules/publishing';
import type { PublicationView } from '#modules/publishing/shapes';
import { openSeal, type Seal } from '#plumbing/seal';
import { furnish } from '../modules/calendar/furnish.fixture.ts';
import type { Ctx } from '../plumbing/db/index.ts';
import type { Id } from '../words/ids.ts';
import { as, awa, openTestDatabase, type TestDatabase } from '../../tests/worlds/database.ts';
import { answerAsClient } from './ask-client.ts';

/** An hour of December, weeks after the clock of these tests. */
export const noon = { wall: '2026-12-24T12:00', zone: 'Africa/Lome' };

export interface Asking {
  database: TestDatabase;
  seal: Seal;
  house: Awaited<ReturnType<typeof furnish>>;
  /** A post for two accounts, new in each test. */
  postId: Id;
  asAwa: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>;
  states: () => Promise<PublicationView['state'][]>;
  labels: () => Promise<PublicationView['label'][]>;
  asked: () => Promise<AskedPost>;
  variant: (index: number) => { channelId: Id; text: null; title: null; thread: string[]; mediaIds: null };
  agree: (mode: Mode, minutes?: number, more?: { silence?: Silence; silenceHours?: number }) => Promise<void>;
  /** The client at their phone: opens the link, gives a name. */
  enter: (name?: string) => Promise<{ requestId: Id; token: string; session: ClientSession; cookie: string }>;
  /** And answers what is on the page. */
  answer: (verdict: Verdict, more?: { note?: string; proposedWall?: string }) => Promise<void>;
}

/** What tests of asking a client share; the fields are there once the first test begins. */
export function openAsking(): Asking {
  const keys = mkdtempSync(path.join(tmpdir(), 'palabre-keys-'));
  const publications = (): Promise<PublicationView[]> => world.asAwa((ctx) => readPublicationsOf(ctx, [world.postId]));
  const world: Asking = Object.assign({} as Asking, {
    seal: openSeal(path.join(keys, 'keys')),
    asAwa: (work) => as(world.database, awa, world.house.workspaceId)(work),
    states: async () => (await publications()).map(({ state }) => state),
    labels: async () => (await publications()).map(({ label }) => label),
    asked: async () => (await world.asAwa((ctx) => readAsked(ctx, world.postId)))!,
    variant: (index) => ({ channelId: world.house.channelIds[index]!, text: null, title: null, thread: [], mediaIds: null }),
    agree: (mode, minutes = 0, more = {}) => world.asAwa((ctx) => agreeMode(ctx, world.house.clientId, { mode, minutes, ...more })),
    enter: async (name = 'Mme Afi') => {
      const { requestId } = await world.asked();
      const token = await world.asAwa((ctx) => copyLink(ctx, world.seal, requestId));
      const session = await enterByLink(world.database.store, token, name);
      return { requestId, token, session: (await readSession(world.database.store, session.token))!, cookie: session.token };
    },
    answer: async (verdict, more = {}) => {
      const { session } = await world.enter();
      const { fingerprint: print } = await world.asked();
      await answerAsClient(world.database.store, session, [{ postId: world.postId, verdict, print, note: '', ...more }]);
    },
  } satisfies Partial<Asking>);
  beforeAll(async () => void (world.database = await openTestDatabase(new Date('2026-12-01T08:00:00Z'))));
  beforeEach(async () => {
    world.house = await furnish(world.database);
    const content = { clientId: world.house.clientId, text: 'Le menu du jour', variants: [world.variant(0), world.variant(1)] };
    world.postId = (await world.asAwa((ctx) => savePost(ctx, content))).id;
  });
  afterAll(async () => {
    await world.database.close();
    rmSync(keys, { recursive: true });
  });
  return world;
}
