import {
  agreeMode,
  copyLink,
  enterByLink,
  readAsked,
  readSession,
  revokeLink,
  saySent,
  type ClientSession,
} from '../../src/modules/approval/index.server.ts';
import type { Mode, ShownChannel, Verdict } from '../../src/modules/approval/shapes.ts';
import { readPost, savePost } from '../../src/modules/calendar/index.server.ts';
import { describeMedia } from '../../src/modules/library/index.server.ts';
import { listHeld, releaseHeld } from '../../src/modules/publishing/index.server.ts';
import type { Ctx } from '../../src/plumbing/db/index.ts';
import type { Seal } from '../../src/plumbing/seal/index.ts';
import { answerAsClient, declareForClient, proposePosts, reviewInside, takeHour } from '../../src/wiring/ask-client.ts';
import { hearSilences } from '../../src/wiring/hear-silences.ts';
import { handEdits, movePost, schedulePost, takeBack } from '../../src/wiring/plan-post.ts';
import type { Actor } from '../../src/words/actor.ts';
import type { Id } from '../../src/words/ids.ts';
import { Refusal } from '../../src/words/refusal.ts';
import { wallTimeAt } from '../../src/words/zone.ts';
import { openChance } from './fakenet/random.ts';
import { faceShown, listen, type Memory, type Told } from './histories-judge.ts';
import type { Desk } from './publishing/desk.ts';

/** Where histories happen: one client with two accounts and two pictures, a manager, a creator, and the client with a phone. */
export interface Place {
  desk: Desk;
  clientId: Id;
  channelIds: readonly Id[];
  mediaIds: readonly Id[];
  manager: Actor;
  creator: Actor;
  seal: Seal;
}

const ZONE = 'Africa/Lome';
const MODES = ['required', 'required', 'two_levels', 'two_levels', 'optional', 'none'] as const;
const MINUTE = 60_000;

/** One random history of one post by three actors; the sender works in between. */
export async function liveHistory(place: Place, seed: number): Promise<Told> {
  const drawn = openChance(seed);
  const chance = (): number => drawn.draw('life');
  const told: Told = { wrong: [], published: 0, underYes: 0, answers: 0 };
  const memory: Memory = { mode: 'none', silence: 'hold', said: new Map(), read: new Map() };
  const life = openLife(place, chance, memory, told, seed);
  const stop = listen(place.desk, life.plannedAt, { memory, told, seed });
  try {
    await life.begin();
    const steps = 8 + Math.floor(chance() * 10);
    for (let n = 0; n < steps; n += 1) await life.step();
    // Half of them end well: an hour ahead, read and approved.
    if (chance() < 0.5) await life.settle();
    await place.desk.run(2 * 24 * 60 * MINUTE);
    await life.end();
  } finally {
    stop();
  }
  return told;
}

function openLife(place: Place, chance: () => number, memory: Memory, told: Told, seed: number) {
  const { desk, clientId, channelIds, mediaIds, manager, creator, seal } = place;
  const { store, clock } = desk.database;
  const by = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => store.inWorkspace(desk.workspaceId, actor, work);
  const manage = <T>(work: (ctx: Ctx) => Promise<T>) => by(manager, work);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;
  let postId = '';
  let version = 0;
  const sessions: ClientSession[] = [];
  /** Pages the client keeps open: what they answer about may be old. */
  const pages: { print: string; content: ShownChannel[]; at: number; minutes: number }[] = [];

  const whenIn = (minutes: number) => ({
    wall: wallTimeAt(new Date(clock.now().getTime() + minutes * MINUTE), ZONE).slice(0, 16),
    zone: ZONE,
  });
  const words = () => `histoire ${seed} version ${chance() < 0.25 ? Math.max(1, version) : (version += 1)}`;
  const asked = () => manage((ctx) => readAsked(ctx, postId));
  const hear = (content: readonly ShownChannel[], yes: boolean, at: number, minutes: number, tacit = false) => {
    told.answers += 1;
    for (const channel of content) memory.said.set(faceShown(channel), { yes, tacit, at, minutes });
  };

  async function look(): Promise<void> {
    const now = await asked();
    if (now) pages.push({ print: now.fingerprint, content: now.content, at: now.plannedAt.getTime(), minutes: now.minutes });
  }

  /** About any page they still have open, by any browser that was let in. */
  async function answer(): Promise<void> {
    if (chance() < 0.8) await look();
    const [page, session] = [pick(pages), pick(sessions)];
    const verdict = pick(['yes', 'yes', 'yes', 'change', 'no', 'hour'] as const);
    if (page && session) await say(session, page, verdict);
  }

  /** The link just received is opened, read and approved. */
  async function sign(): Promise<void> {
    if (memory.mode === 'two_levels' && chance() < 0.8) await read('yes');
    await enter();
    await look();
    const [page, session] = [pages.at(-1), sessions.at(-1)];
    if (page && session) await say(session, page, 'yes');
  }

  async function say(session: ClientSession, page: (typeof pages)[number], verdict: Verdict): Promise<void> {
    // The session was opened before: the door asks each time whether it is still good, and so do we.
    const open = await reopened(session);
    if (!open) return;
    const proposedWall = verdict === 'hour' ? whenIn(60 + Math.floor(chance() * 600)).wall : null;
    await answerAsClient(store, open, [{ postId, print: page.print, verdict, note: verdict === 'change' ? words() : '', proposedWall }]);
    hear(page.content, verdict === 'yes', page.at, page.minutes);
  }

  const tokens = new Map<ClientSession, string>();
  const reopened = (session: ClientSession) => readSession(store, tokens.get(session));

  /** A manager reads what stands in the request now. */
  async function read(verdict: 'yes' | 'change'): Promise<void> {
    const now = await asked();
    if (!now) return;
    await manage((ctx) => reviewInside(ctx, postId, { verdict, note: verdict === 'change' ? words() : '', print: now.fingerprint }));
    for (const channel of now.content) memory.read.set(faceShown(channel), verdict === 'yes');
  }

  /** The message leaves, and nobody says anything for longer than was agreed. */
  async function keepSilent(): Promise<void> {
    const now = await asked();
    if (!now) return;
    await manage((ctx) => saySent(ctx, now.requestId));
    clock.set(new Date(clock.now().getTime() + 61 * MINUTE));
    await hearSilences(desk.database);
    const after = await asked();
    if (!after || after.answers.length === now.answers.length) return;
    hear(after.content, true, after.plannedAt.getTime(), after.minutes, true);
  }

  async function enter(): Promise<void> {
    const now = await asked();
    if (!now) return;
    const link = await manage((ctx) => copyLink(ctx, seal, now.requestId));
    const { token } = await enterByLink(store, link, 'Mme Afi');
    const session = (await readSession(store, token))!;
    tokens.set(session, token);
    sessions.push(session);
  }

  const content = () => ({ text: words(), mediaIds: chance() < 0.5 ? [pick(mediaIds)] : [] });
  const deeds: Record<string, () => Promise<unknown>> = {
    edit: () => manage((ctx) => savePost(ctx, { id: postId, ...content() })),
    hand: () => manage((ctx) => handEdits(ctx, postId)),
    editAndHand: () => manage(async (ctx) => (await savePost(ctx, { id: postId, ...content() }), handEdits(ctx, postId))),
    creatorHands: () => by(creator, async (ctx) => (await savePost(ctx, { id: postId, ...content() }), handEdits(ctx, postId))),
    describe: () => manage((ctx) => describeMedia(ctx, pick(mediaIds), { alt: `photo ${Math.floor(chance() * 3)}`, credit: '' })),
    plan: () => manage((ctx) => schedulePost(ctx, postId, whenIn(10 + Math.floor(chance() * 240)))),
    move: () => manage((ctx) => movePost(ctx, postId, whenIn(5 + Math.floor(chance() * 120)))),
    nudge: async () => {
      const { plannedAt } = await manage((ctx) => readPost(ctx, postId));
      if (plannedAt)
        await manage((ctx) => movePost(ctx, postId, whenIn((plannedAt.getTime() - clock.now().getTime()) / MINUTE + pick([-5, 5, 20]))));
    },
    back: () => takeBack(manage, postId),
    propose: () => manage((ctx) => proposePosts(ctx, clientId, [postId], 'Mme Afi')),
    mode: () => agree(pick(MODES)),
    read: () => read(pick(['yes', 'yes', 'change'] as const)),
    keepSilent,
    release: async () => {
      for (const held of await manage(listHeld)) if (held.postId === postId) await manage((ctx) => releaseHeld(ctx, held.id));
    },
    enter,
    look,
    answer,
    sign,
    declare: async () => {
      const now = await asked();
      if (!now) return;
      const said = { verdict: pick(['yes', 'change'] as const), who: 'Mme Afi', note: 'au téléphone', print: now.fingerprint };
      await manage((ctx) => declareForClient(ctx, postId, said));
      hear(now.content, said.verdict === 'yes', now.plannedAt.getTime(), now.minutes);
    },
    hour: async () => {
      const now = await asked();
      const at = now?.answers[0]?.proposedWall;
      await manage((ctx) => takeHour(ctx, postId));
      // Lomé is on UTC.
      if (now && at) hear(now.content, true, Date.parse(`${at}:00Z`), now.minutes);
    },
    revoke: async () => {
      const now = await asked();
      if (now) await manage((ctx) => revokeLink(ctx, now.requestId));
    },
    expire: async () => void clock.set(new Date(clock.now().getTime() + 15 * 24 * 60 * MINUTE)),
    wait: () => desk.run(Math.floor(chance() * 180) * MINUTE),
  };
  const often = [
    'edit',
    'editAndHand',
    'answer',
    'answer',
    'sign',
    'sign',
    'sign',
    'plan',
    'wait',
    'wait',
    'wait',
    'move',
    'nudge',
    'hand',
    'propose',
    'hour',
  ];
  const seldom = ['read', 'keepSilent', 'creatorHands', 'describe', 'back', 'mode', 'release', 'look', 'declare', 'revoke', 'expire'];

  async function agree(mode: Mode): Promise<void> {
    const silence = pick(['hold', 'publish', 'again'] as const);
    await manage((ctx) => agreeMode(ctx, clientId, { mode, minutes: pick([0, 0, 10]), silence, silenceHours: 1 }));
    Object.assign(memory, { mode, silence });
  }

  /** A refusal is an answer like another; an accident is not. */
  async function tried(deed: () => Promise<unknown>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  return {
    plannedAt: async () => {
      const { plannedAt } = await manage((ctx) => readPost(ctx, postId));
      return Math.floor((plannedAt ?? clock.now()).getTime() / MINUTE) * MINUTE;
    },
    begin: async () => {
      await agree(pick(MODES));
      const variants = channelIds.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null }));
      postId = (await manage((ctx) => savePost(ctx, { clientId, ...content(), variants }))).id;
      await tried(deeds['plan']!);
      if (chance() < 0.7) await tried(sign);
    },
    step: () => tried(deeds[chance() < 0.75 ? pick(often) : pick(seldom)]!),
    settle: async () => {
      await tried(deeds['hand']!);
      await tried(deeds['move']!);
      await tried(sign);
    },
    end: () => tried(deeds['back']!),
  };
}
