import { readPost, savePost } from '../../../src/modules/calendar/index.server.ts';
import { listConflicts } from '../../../src/modules/offline/index.server.ts';
import {
  askToPlan,
  BLANK,
  Lost,
  viewPosts,
  writeDown,
  writingIn,
  type Asked,
  type Conflict,
  type Field,
  type SeenPost,
} from '../../../src/modules/offline/shapes.ts';
import type { Ctx } from '../../../src/plumbing/db/index.ts';
import { receiveChanges } from '../../../src/wiring/receive-changes.ts';
import { settleTwoTexts } from '../../../src/wiring/settle-two-texts.ts';
import type { Actor } from '../../../src/words/actor.ts';
import { newId, type Id } from '../../../src/words/ids.ts';
import { Refusal } from '../../../src/words/refusal.ts';
import { wallTimeAt } from '../../../src/words/zone.ts';
import type { TestDatabase } from '../look-into.ts';
import { openChance } from '../fakenet/random.ts';
import { openDevice, type Device, type Line } from './device.ts';
import { openMemory, type Memory } from './memory.ts';

export interface Studio {
  database: TestDatabase;
  workspaceId: Id;
  clientId: Id;
  channelIds: readonly Id[];
  people: readonly [Actor, Actor];
}

/** The title that breaks the house on purpose (a trigger of the test): an accident each time, never a refusal. */
export const POISON = 'poison';

export interface Week {
  devices: readonly Device[];
  memory: Memory;
  /** What a person saw when they asked that a post leave, by the change that asks it. */
  saw: Map<Id, { postId: Id; text: string; title: string }>;
  /** Calls that got through, and healthy changes one of them left behind. */
  calls: number;
  dropped: number;
  leftBehind: number;
  /** Answers a device kept until something poisoned stood in nobody's way any more, the most; a tab that dies as it hears one is told again. */
  poisonCalls: number;
  edits: number;
}

const ZONE = 'Africa/Lome';
const HOUR = 3_600_000;
const STEPS = 64;
const DROPPED = 0.2;
const SYLLABLES = 'ba ko tin afi lu mé dzo ga vi yo sé kpa no ri wu'.split(' ');

/** Seven days of three devices that are mostly without a network, and of a colleague at a desk; then everything comes home. */
export async function liveWeek(studio: Studio, seed: number): Promise<Week> {
  const drawn = openChance(seed);
  const chance = (): number => drawn.draw('week');
  const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;
  const { database, clientId, people } = studio;
  const { clock } = database;
  let calm = false;
  const crashes = (): boolean => !calm && chance() < 0.04;
  const devices = [
    openDevice('phone', people[0], crashes),
    openDevice('laptop', people[0], crashes),
    openDevice('tablet', people[1], crashes),
  ];
  const online = devices.map(() => pick([0.08, 0.25, 0.6]));
  const week: Week = { devices, memory: openMemory(), saw: new Map(), calls: 0, dropped: 0, leftBehind: 0, poisonCalls: 0, edits: 0 };
  const late: (() => Promise<unknown>)[] = [];

  const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> => database.store.inWorkspace(studio.workspaceId, actor, work);
  const words = (): string => Array.from({ length: 14 }, () => pick(SYLLABLES) + pick(SYLLABLES)).join(' ');
  const wish = () => ({
    wall: wallTimeAt(new Date(clock.now().getTime() + (200 + Math.floor(chance() * 600)) * HOUR), ZONE).slice(0, 16),
    zone: ZONE,
  });
  const valueOf = (field: Field): unknown => (field === 'wish' ? wish() : words());

  const house = (device: Device, asked: Asked) =>
    receiveChanges(
      { work: (work) => as(device.actor, work), zone: ZONE, whereOf: ({ network }) => network, report: () => undefined },
      asked,
    );

  /** One call over a line that loses one in five: before it arrives, after, or long after. */
  const lineOf =
    (device: Device): Line =>
    async (asked) => {
      const cut = !calm && chance() < DROPPED;
      if (cut) week.dropped += 1;
      const way = cut ? pick(['before', 'after', 'late'] as const) : 'through';
      if (way === 'late') late.push(() => house(device, structuredClone(asked)));
      if (way === 'before' || way === 'late') throw new Lost();
      const answered = await house(device, asked);
      if (way === 'after') throw new Lost();
      week.calls += 1;
      judge(device, asked, answered.outcomes);
      return answered;
    };

  function judge(device: Device, asked: Asked, outcomes: readonly { id: Id; is: string }[]): void {
    const bad = new Set(
      asked.changes.flatMap((change) => (change.kind === 'write' && change.edits.title?.value === POISON ? [change.postId] : [])),
    );
    for (const change of asked.changes) {
      const is = outcomes.find(({ id }) => id === change.id)?.is;
      if (is !== 'again' && is !== 'failed') continue;
      if (change.kind === 'hand' || !bad.has(change.postId)) week.leftBehind += 1;
      else if (is === 'failed') {
        const kept = device.book.waiting.find((one) => one.change.id === change.id)?.accidents ?? 0;
        week.poisonCalls = Math.max(week.poisonCalls, kept + 1);
      }
    }
  }

  const postsOn = (device: Device): SeenPost[] => viewPosts(device.book);
  const put = (postId: Id, fields: Partial<Record<Field, unknown>>, over: object): void => {
    for (const [field, value] of Object.entries(fields)) {
      week.edits += 1;
      week.memory.put(postId, field as Field, value, (over as Record<string, unknown>)[field]);
    }
  };

  async function edit(device: Device): Promise<void> {
    const posts = postsOn(device);
    if (posts.length === 0) return begin(device);
    const post = pick(posts);
    const field = pick(['text', 'text', 'title', 'wish'] as const);
    // The hour of what was handed over is asked for, not written.
    if (field === 'wish' && post.planned) return;
    const value = field === 'title' && chance() < 0.03 ? POISON : valueOf(field);
    const seen = post.writing;
    await device.write((book) => writeDown(book, post, { [field]: value }));
    put(post.id, { [field]: value }, seen);
    await remember(device, post.id);
  }

  async function begin(device: Device): Promise<void> {
    const post = { id: newId(clock.now().getTime()), clientId };
    const variants = studio.channelIds.map((channelId) => ({ channelId, text: null, title: null, thread: [], mediaIds: null }));
    const fields = { title: words(), text: words() };
    await device.write((book) => writeDown(book, post, { ...fields, variants }));
    put(post.id, fields, BLANK);
  }

  /** The person saw what the device shows, now. */
  async function remember(device: Device, postId: Id): Promise<void> {
    const { text, title } = writingIn(device.book, postId);
    for (const { change, left } of device.book.waiting)
      if (change.kind === 'plan' && change.postId === postId && !left) week.saw.set(change.id, { postId, text, title });
  }

  async function plan(device: Device): Promise<void> {
    const post = pick(postsOn(device));
    if (!post) return;
    const hour = wish();
    // Asked again before it left, the last hour holds.
    const before = device.book.waiting.find(({ change, left }) => !left && change.kind === 'plan' && change.postId === post.id)?.change;
    await device.write((book) => askToPlan(book, post, hour));
    put(post.id, { wish: hour }, before?.kind === 'plan' && post.planned ? { wish: before.wish } : post.writing);
    await remember(device, post.id);
  }

  /** At the desk, with the network: the composer's own way. */
  async function atTheDesk(): Promise<void> {
    const actor = pick(people);
    const [found] = await database.peek<{ id: Id }>(
      `select id from calendar.post where workspace_id = $1 order by md5(id::text || $2) limit 1`,
      [studio.workspaceId, String(seed * 1_000 + Math.floor(chance() * 1_000))],
    );
    if (!found) return;
    await as(actor, async (ctx) => {
      const post = await readPost(ctx, found.id, { lock: true });
      const field = pick(['text', 'title'] as const);
      const value = words();
      await savePost(ctx, { id: post.id, version: post.version, [field]: value });
      put(post.id, { [field]: value }, post);
    });
  }

  async function settle(): Promise<void> {
    const open: Conflict[] = devices.flatMap(({ book }) => book.conflicts);
    const one = pick(open);
    if (!one) return;
    const actor = pick(people);
    try {
      await as(actor, async (ctx) => {
        const post = await readPost(ctx, one.postId, { lock: true });
        // The page is read anew: what it shows beside the post's text may have been written on.
        const shown = (await listConflicts(ctx, [one.postId])).find(({ id }) => id === one.id);
        if (!shown) return;
        const chosen = pick(['ours', 'theirs'] as const);
        await settleTwoTexts(ctx, one.id, { chosen, version: post.version });
        if (chosen === 'ours' && !(one.field === 'wish' && post.plannedVersion !== null && shown.ours === null))
          put(one.postId, { [one.field]: shown.ours }, post);
      });
    } catch (thrown) {
      // An hour that has passed since, a post that left, what breaks the house on purpose: it stays open, and says so.
      if (!(thrown instanceof Refusal) && !(one.ours === POISON)) throw thrown;
    }
  }

  for (const device of devices) await device.write((book) => ({ ...book, chosen: [clientId] }));
  for (let step = 0; step < STEPS; step += 1) {
    clock.advance((7 * 24 * HOUR) / STEPS);
    const which = Math.floor(chance() * devices.length);
    const device = devices[which]!;
    const turn = chance();
    if (turn < 0.5) await edit(device);
    else if (turn < 0.6) await begin(device);
    else if (turn < 0.72) await plan(device);
    else if (turn < 0.82) await atTheDesk();
    else if (turn < 0.86) await settle();
    if (chance() < online[which]!) await device.sync(lineOf(device));
    if (late.length > 0 && chance() < 0.3) await late.shift()!();
  }
  calm = true;
  for (const deliver of late) await deliver();
  // Something poisoned is met three times by each device; then everybody hears the rest.
  for (let round = 0; round < 4; round += 1) for (const device of devices) await device.sync(lineOf(device));
  for (const device of devices) await device.sync(lineOf(device));
  return week;
}
