import { listRequests } from '#modules/approval';
import { listToDo, listUnseenRemarks, readLines } from '#modules/calendar';
import { countStopped } from '#modules/notices';
import { listAllConflicts } from '#modules/offline';
import { minutesFor, readOnline, readPublicationsBetween, readSendingHealth } from '#modules/publishing';
import { standingOf } from '#modules/publishing/shapes';
import { countPendingComments, listComments } from '#modules/site';
import { show } from '#plumbing/web';
import type { Ctx } from '#plumbing/db';
import { resolveWallTime } from '#words/zone.ts';
import { hasRole } from '#words/actor.ts';
import { dayAt, sayDistance } from '#words/spoken.ts';
import { readRights } from './read-rights.ts';
import { readRun } from './run/read-run.ts';
import { readTroubled } from './read-troubled.ts';
import { readWaiting } from './read-waiting.ts';
import type { PageServerLoad } from './$types';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const DAY_MS = 24 * 3_600_000;
/** Comments read and decided on Today itself; the others are a tap away. */
const SHOWN_COMMENTS = 3;

export const load: PageServerLoad = ({ locals, url }) =>
  show(async () => {
    const { house, member } = locals;
    const now = house.clock.now();
    const zone = member?.zone ?? 'UTC';
    const { publicUrl } = house.config;
    const health = await readSendingHealth(house.store, now);
    return locals.work(async (ctx) => ({
      now,
      today: dayAt(now, zone),
      waiting: await readWaiting(ctx),
      ...(await readHand(ctx)),
      asked: (await listRequests(ctx, readOnline, { open: true })).map(({ id, clientId, turns, since, toSend }) => ({
        ...{ id, clientId, turns, since: since!, toSend },
      })),
      rights: await readRights(ctx, zone),
      leaving: await readLeaving(ctx, dayAt(now, zone), zone),
      ...(await readTroubled(ctx, house.networks, url.searchParams)),
      comments: await countPendingComments(ctx),
      ...(await readTeam(ctx)),
      toRead: hasRole(ctx.actor, 'owner', 'manager')
        ? (await listComments(ctx, { state: 'pending' }, SHOWN_COMMENTS)).map(({ id, authorName, text, writtenAt, articleTitle }) => ({
            ...{ id, authorName, text, articleTitle },
            ago: sayDistance(writtenAt, now, locals.locale),
          }))
        : [],
      stoppedReceivers: await countStopped(ctx),
      /** Fields that two people wrote. */
      conflicts: hasRole(ctx.actor, 'owner', 'manager', 'creator') ? (await listAllConflicts(ctx)).length : 0,
      /** Alive, but sends nothing for now: `clock_wrong`, `reconciling`. */
      trouble: health.trouble,
      address: LOOPBACK.test(publicUrl.hostname) ? ('loopback' as const) : publicUrl.protocol === 'http:' ? ('plain' as const) : null,
      publicUrl: publicUrl.origin,
      done: url.searchParams.get('done'),
      of: url.searchParams.get('of'),
    }));
  });

/** Shown one by one on Today; the whole is a tap away. */
const SHOWN_TO_POST = 3;

/** What is to be posted by hand now, what is late first. */
async function readHand(ctx: Ctx) {
  const { steps } = await readRun(ctx);
  const shown = steps.slice(0, SHOWN_TO_POST).map(({ id, name, client, network, account, place, at, late }) => ({
    ...{ id, name, client, network, account, place, at },
    late: late !== null,
  }));
  return { toPost: shown, run: { count: steps.length, minutes: minutesFor(steps.length) } };
}

/** What colleagues wait for: what is given to this person, and what was said since they looked. */
async function readTeam(ctx: Ctx) {
  const [toDo, said] = [await listToDo(ctx), await listUnseenRemarks(ctx)];
  const ids = [...toDo, ...said].map(({ postId }) => postId);
  const names = new Map(ids.length > 0 ? (await readLines(ctx, ids)).map(({ id, name }) => [id, name]) : []);
  const named = <T extends { postId: string }>(one: T) => ({ ...one, name: names.get(one.postId) ?? '' });
  return { toDo: toDo.map(named), said: said.map(named) };
}

/** Everything of today, post by post, in the order of the clock. */
async function readLeaving(ctx: Ctx, day: string, zone: string) {
  const begin = resolveWallTime(`${day}T00:00`, zone);
  const from = begin.kind === 'gap' ? resolveWallTime(begin.after, zone) : begin;
  if (from.kind === 'gap') throw new Error(`no midnight on ${day} in ${zone}`);
  const all = (await readPublicationsBetween(ctx, from.instant, new Date(from.instant.getTime() + DAY_MS))).filter(
    (one) => one.position === 0 && one.label !== 'cancelled' && one.replacedById === null,
  );
  const lines = new Map(
    (
      await readLines(
        ctx,
        all.map((one) => one.postId),
      )
    ).map((line) => [line.id, line]),
  );
  const posts = [...new Set(all.map((one) => one.postId))].map((postId) => all.filter((one) => one.postId === postId));
  return posts.map((publications) => ({
    postId: publications[0]!.postId,
    at: publications[0]!.notBefore,
    name: lines.get(publications[0]!.postId)?.name ?? '',
    clientId: publications[0]!.clientId,
    networks: [...new Set(publications.map((one) => one.network as string))],
    count: publications.length,
    online: publications.filter((one) => one.label === 'published').length,
    ...standingOf(publications),
  }));
}
