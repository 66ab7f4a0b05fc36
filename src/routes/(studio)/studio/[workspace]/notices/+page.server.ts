import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import * as m from '#messages';
import {
  addDevice,
  chooseWishes,
  connectBot,
  findBotChat,
  listDevices,
  readBot,
  readSettings,
  removeBot,
  removeDevice,
  type BotHouse,
  type Chosen,
} from '#modules/notices';
import { deviceSchema, habitSchema, PACES, SUBJECTS, WAYS, type Pace, type Subject } from '#modules/notices/shapes';
import { describeDevice, zoneChoices } from '#modules/team';
import { act, parseForm, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { invalid, notFound } from '#words/refusal.ts';
import { actorOf } from '../channels/room.server.ts';
import { say } from '../say.server.ts';
import { openWays } from '../../../../../wiring/ways.ts';
import type { Actions, PageServerLoad } from './$types';

/** The ways this Palabre has; the worker finds out whether the mail server answers. */
function waysOf({ house }: App.Locals) {
  const { pusher, messenger } = openWays(house);
  const has = { push: pusher !== null, mail: house.config.smtpUrl !== null, bot: messenger !== null };
  return { has, key: pusher?.publicKey ?? null, messenger };
}

export const load: PageServerLoad = ({ locals, url }) =>
  show(async () => {
    const { has, key, messenger } = waysOf(locals);
    const { seal } = locals.house;
    return locals.work(async (ctx) => {
      const { habit, available, subjects } = await readSettings(ctx, has);
      return {
        habit,
        available: available.map((way) => ({ value: way, label: say(`told_way_${way}`) ?? way })),
        subjects: subjects.map((one) => ({
          ...{ name: one.subject, pace: one.pace, ways: one.ways },
          label: say(`told_subject_${one.subject}`) ?? one.subject,
          help: say(`told_subject_${one.subject}_help`),
          paces: one.paces.map((value) => ({ value, label: paceWord(one.subject, value) })),
        })),
        email: has.mail ? locals.person!.email : null,
        devices: await listDevices(ctx),
        bot: messenger && (await readBot(ctx, { seal, messenger })),
        /** By which browsers know this Palabre; null where it tells nobody. */
        key,
        zones: zoneChoices(),
        done: url.searchParams.get('done'),
      };
    });
  });

/** The same in words; two subjects have an hour of their own. */
function paceWord(subject: Subject, pace: Pace): string {
  if (subject === 'reminder' && pace === 'now') return m.told_pace_asked();
  if (subject === 'week' && pace === 'digest') return m.told_pace_week();
  return say(`told_pace_${pace}`) ?? pace;
}

const done = (event: RequestEvent, what: string): never => redirect(303, `${event.url.pathname}?done=${what}`);

function botHouse(locals: App.Locals): BotHouse {
  const { messenger } = waysOf(locals);
  if (!messenger) throw notFound();
  return { store: locals.house.store, seal: locals.house.seal, messenger };
}

/** `pace.decision`, `ways.decision`: for every subject of the page. */
function wishesIn(form: FormData): Chosen['wishes'] {
  const asked = SUBJECTS.filter((subject) => form.has(`pace.${subject}`));
  return Object.fromEntries(
    asked.map((subject) => {
      const pace = PACES.find((one) => one === form.get(`pace.${subject}`));
      if (!pace) throw invalid(`pace.${subject}`);
      return [subject, { pace, ways: WAYS.filter((way) => form.getAll(`ways.${subject}`).includes(way)) }];
    }),
  );
}

export const actions: Actions = {
  save: (event) =>
    act(event, async (form) => {
      const habit = parseForm(form, habitSchema);
      const wishes = wishesIn(form);
      const { house } = event.locals;
      await event.locals.work((ctx) => chooseWishes(ctx, house.jobs.ring, { habit, wishes }, waysOf(event.locals).has));
      done(event, 'saved');
    }),
  device: (event) =>
    act(event, async (form) => {
      const subscription = parseForm(form, deviceSchema);
      const name = describeDevice(event.locals.visitor.userAgent);
      await event.locals.work((ctx) => addDevice(ctx, event.locals.house.seal, subscription, name));
      done(event, 'device');
    }),
  removeDevice: (event) =>
    act(event, async (form) => {
      const id = form.get('id');
      if (!isId(id)) throw notFound();
      await event.locals.work((ctx) => removeDevice(ctx, id));
      done(event, 'removed');
    }),
  bot: (event) =>
    act(event, async (form) => {
      const { token } = parseForm(form, z.object({ token: z.string().trim().max(200) }));
      const { member, actor } = actorOf(event.locals);
      await connectBot(botHouse(event.locals), member.workspaceId, actor, token);
      done(event, 'bot');
    }),
  find: (event) =>
    act(event, async () => {
      const { member, actor } = actorOf(event.locals);
      await findBotChat(botHouse(event.locals), member.workspaceId, actor);
      done(event, 'found');
    }),
  removeBot: (event) =>
    act(event, async () => {
      await event.locals.work(removeBot);
      done(event, 'removed');
    }),
};
