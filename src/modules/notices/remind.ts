import * as m from '#messages';
import { readLines } from '#modules/calendar';
import { listChannels } from '#modules/channels';
import { readAssignments } from '#modules/clients';
import { listBusyWorkspaces, listPublications } from '#modules/publishing';
import type { PublicationView } from '#modules/publishing/shapes';
import { listToWrite, listWorkspacesOf, type PostOffice } from '#modules/team';
import { seesEveryClient } from '#modules/team/shapes';
import type { Ctx } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { sayHour } from '#words/spoken.ts';
import { tables } from './notices.sql.ts';
import { MOST_REMINDED_MINUTES } from './shapes.ts';

const WORKER: Actor = { kind: 'system', name: 'worker' };
/** A hundred in one hour is a mistake of the calendar; the rest comes at the next round. */
const AT_ONCE = 100;

/** Somebody to write to, and what they will be given to post. */
interface Reminder {
  userId: Id;
  publications: PublicationView[];
}

/**
 * Every minute: whoever asked for it is written to before what they are to post by hand, what is near together in one letter. Written
 * down after it left: a letter that fails comes again with the next round, under the same id. Without a mail server nothing happens.
 */
export async function sendReminders(office: PostOffice): Promise<void> {
  if (!office.mail) return;
  for (const workspaceId of await listBusyWorkspaces(office.store))
    for (const reminder of await office.store.inWorkspace(workspaceId, WORKER, findReminders)) await write(office, workspaceId, reminder);
}

async function findReminders(ctx: Ctx): Promise<Reminder[]> {
  const wishes = await tables(ctx).selectFrom('notices.reminder').selectAll().execute();
  if (wishes.length === 0) return [];
  const now = ctx.now();
  const until = new Date(now.getTime() + MOST_REMINDED_MINUTES * 60_000);
  const { items } = await listPublications(ctx, { states: ['SCHEDULED', 'READY'], from: now, until }, { limit: AT_ONCE });
  const told = await tables(ctx).selectFrom('notices.reminded').selectAll().where('for_hour', '>=', now).execute();
  const wasTold = (userId: Id, one: PublicationView): boolean =>
    told.some((row) => row.user_id === userId && row.publication_id === one.id && row.for_hour.getTime() === one.notBefore.getTime());
  const near = wishes.flatMap(({ user_id: userId, channel_id, minutes }) =>
    items
      .filter((one) => one.byHand && one.channelId === channel_id && one.notBefore.getTime() - now.getTime() <= minutes * 60_000)
      .filter((one) => !wasTold(userId, one))
      .map((publication) => ({ userId, publication })),
  );
  const byPerson = Map.groupBy(near, ({ userId }) => userId);
  return [...byPerson].map(([userId, some]) => ({ userId, publications: some.map(({ publication }) => publication) }));
}

async function write(office: PostOffice, workspaceId: Id, { userId, publications }: Reminder): Promise<void> {
  const place = (await listWorkspacesOf(office, userId)).find((one) => one.workspaceId === workspaceId);
  if (!place) return; // no longer one of them
  const letter = await office.store.inWorkspace(workspaceId, WORKER, async (ctx) => {
    const own = seesEveryClient(place.role) ? null : await readAssignments(ctx, userId);
    const seen = publications.filter((one) => own === null || own.includes(one.clientId));
    const [person] = await listToWrite(ctx, [userId]);
    if (seen.length === 0 || !person) return null;
    const names = new Map(
      (
        await readLines(
          ctx,
          seen.map((one) => one.postId),
        )
      ).map(({ id, name }) => [id, name]),
    );
    const accounts = new Map((await listChannels(ctx)).map((one) => [one.id, one.name]));
    const list = seen.map((one) => `- ${names.get(one.postId) ?? ''} (${accounts.get(one.channelId) ?? ''})`).join('\n');
    return { person, seen, list };
  });
  if (!letter) return;
  const { person, seen, list } = letter;
  const locale = { locale: person.language };
  const hour = sayHour(seen[0]!.notBefore, place.zone, person.language);
  const link = new URL(`/studio/${place.slug}/run`, office.config.publicUrl).href;
  const text = m.by_hand_letter_text({ name: person.name, hour, workspace: place.workspaceName, list, link }, locale);
  const subject = m.by_hand_letter_subject({ count: seen.length, hour }, locale);
  await office.mail!.send({ id: `${seen[0]!.id}.${seen[0]!.notBefore.getTime()}.${userId}`, to: person.email, subject, text });
  await office.store.inWorkspace(workspaceId, WORKER, (ctx) => noteReminded(ctx, userId, seen));
}

async function noteReminded(ctx: Ctx, userId: Id, seen: readonly PublicationView[]): Promise<void> {
  const rows = seen.map((one) => ({
    workspace_id: ctx.workspaceId,
    user_id: userId,
    publication_id: one.id,
    for_hour: one.notBefore,
    mailed_at: ctx.now(),
  }));
  await tables(ctx)
    .insertInto('notices.reminded')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
