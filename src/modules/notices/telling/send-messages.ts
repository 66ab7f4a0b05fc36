import { listToWrite, readSlug, readWorkspace } from '#modules/team';
import type { Clock } from '#plumbing/clock';
import type { Config } from '#plumbing/config';
import type { Ctx, Doorbell, Store } from '#plumbing/db';
import type { Mailer } from '#plumbing/mail';
import type { Pusher, Subscription } from '#plumbing/push';
import type { Seal } from '#plumbing/seal';
import type { Messenger } from '#networks/contract';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import type { Sent } from '#words/sent.ts';
import { recordSent } from './record-sent.ts';
import { readListener } from './read-habits.ts';
import { sayNotices } from './say-notices.ts';
import { listStill } from './still-so.ts';
import type { Way } from './subjects.ts';
import { botAt, deviceAt, tables, type BotSecret, type MessageRow } from './telling.sql.ts';
import { byBot, byMail, byPush, type Letter } from './ways.ts';

/** What telling needs of the house. */
export interface Teller {
  store: Store;
  clock: Clock;
  config: Pick<Config, 'publicUrl'>;
  seal: Pick<Seal, 'open'>;
  ring: Doorbell;
  mail: Mailer | null;
  pusher: Pusher | null;
  messenger: Messenger | null;
  random?: () => number;
}

export const waysOf = ({ mail, pusher, messenger }: Teller): Record<Way, boolean> => ({
  push: pusher !== null,
  mail: mail !== null,
  bot: messenger !== null,
});

const WORKER: Actor = { kind: 'system', name: 'worker' };
/** Longer than any way takes to answer: whoever finds a message claimed since then knows that its sender is dead. */
const CLAIMED_MS = 2 * 60_000;
const CLOCKS_APART_MS = 2_000;

/**
 * Sends what waits for one person. Each is claimed first, in a transaction of its own that says it may have arrived: after a crash it is
 * sent once more and never a third time.
 */
export async function sendMessages(teller: Teller, workspaceId: Id, userId: Id): Promise<void> {
  const inside = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => teller.store.inWorkspace(workspaceId, WORKER, work);
  for (const id of await inside((ctx) => listDue(ctx, userId))) {
    const claimed = await inside((ctx) => claim(ctx, teller, id));
    if (!claimed) continue;
    const sent = await send(teller, claimed);
    await inside((ctx) => recordSent(ctx, teller, id, sent));
  }
}

async function listDue(ctx: Ctx, userId: Id): Promise<Id[]> {
  const rows = await tables(ctx)
    .selectFrom('notices.message')
    .select('id')
    .where('user_id', '=', userId)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', new Date(ctx.now().getTime() + CLOCKS_APART_MS))
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

type Target = { way: 'mail' } | { way: 'push'; device: Subscription } | { way: 'bot'; token: string; chatId: string };
interface Claimed {
  letter: Letter;
  target: Target;
}

async function claim(ctx: Ctx, teller: Teller, id: Id): Promise<Claimed | null> {
  const row = await tables(ctx).selectFrom('notices.message').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  const now = ctx.now();
  if (row?.state !== 'waiting' || row.next_at!.getTime() > now.getTime() + CLOCKS_APART_MS) return null;
  const ready = row.doubts < 2 ? await readReady(ctx, teller, row) : null;
  if (!ready) {
    await tables(ctx).updateTable('notices.message').set({ state: 'given_up', next_at: null }).where('id', '=', id).execute();
    return null;
  }
  const next_at = new Date(now.getTime() + CLAIMED_MS);
  await tables(ctx)
    .updateTable('notices.message')
    .set({ tries: row.tries + 1, doubts: row.doubts + 1, next_at })
    .where('id', '=', id)
    .execute();
  await teller.ring(ctx.db, 'notices', { workspaceId: ctx.workspaceId, userId: row.user_id }, next_at);
  return ready;
}

/** Everything that is said, and where it goes; null when the person, the hour or the way is gone. */
async function readReady(ctx: Ctx, teller: Teller, row: MessageRow): Promise<Claimed | null> {
  const listener = await readListener(ctx, row.user_id);
  const [person] = listener ? await listToWrite(ctx, [row.user_id]) : [];
  const notices = await tables(ctx).selectFrom('notices.notice').selectAll().where('id', 'in', row.notice_ids).orderBy('id').execute();
  const target = await readTarget(ctx, teller, row);
  if (!listener || !person || !target) return null;
  // Hours may have passed with a server that did not take it.
  const still = await listStill({ ...ctx, actor: listener.actor }, notices);
  if (still.length === 0) return null;
  const lines = await sayNotices(ctx, listener, still, person.language);
  const studio = new URL(`/studio/${await readSlug(ctx)}`, teller.config.publicUrl).href;
  const until = still.every((one) => one.until !== null) ? still[0]!.until : null;
  return { letter: { id: row.id, ...person, workspace: (await readWorkspace(ctx)).name, lines, studio, until, now: ctx.now() }, target };
}

async function readTarget(ctx: Ctx, { seal, mail, pusher, messenger }: Teller, row: MessageRow): Promise<Target | null> {
  if (row.way === 'mail') return mail ? { way: 'mail' } : null;
  if (row.way === 'push') {
    const device = row.device_id
      ? await tables(ctx).selectFrom('notices.device').select(['id', 'sealed']).where('id', '=', row.device_id).executeTakeFirst()
      : null;
    if (!device || !pusher) return null;
    return { way: 'push', device: JSON.parse(seal.open(deviceAt(ctx.workspaceId, device.id), device.sealed)) as Subscription };
  }
  const bot = await tables(ctx).selectFrom('notices.bot').select('sealed').where('user_id', '=', row.user_id).executeTakeFirst();
  if (!bot || !messenger) return null;
  const { token, chatId } = JSON.parse(seal.open(botAt(ctx.workspaceId, row.user_id), bot.sealed)) as BotSecret;
  return chatId === null ? null : { way: 'bot', token, chatId };
}

/** Outside any transaction. */
function send({ mail, pusher, messenger }: Teller, { letter, target }: Claimed): Promise<Sent> {
  if (target.way === 'mail') return byMail(mail!, letter);
  return target.way === 'push' ? byPush(pusher!, target.device, letter) : byBot(messenger!, target, letter);
}
