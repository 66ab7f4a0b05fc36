import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import * as m from '#messages';
import { addEndpoint, listDeliveries, listEndpoints, pauseEndpoint, removeEndpoint, resend, resumeEndpoint } from '#modules/notices';
import { endpointSchema, EVENTS, type Delivery, type Endpoint } from '#modules/notices/shapes';
import type { Ctx } from '#plumbing/db';
import { act, parseForm, show, spokenLocale } from '#plumbing/web';
import { capital, sayMoment } from '#words/spoken.ts';
import { say } from '../../say.server.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 50;
const eventName = (event: string): string => say(`notices_event_${event.replace('.', '_')}`) ?? event;

export const load: PageServerLoad = ({ locals, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const moment = (at: Date): string => sayMoment(at, locals.member?.zone ?? 'UTC', spokenLocale(), { weekday: false });
      const endpoints = await listEndpoints(ctx);
      const urlOf = new Map(endpoints.map(({ id, url }) => [id, url]));
      return {
        events: EVENTS.map((name) => ({ name, word: eventName(name) })),
        endpoints: endpoints.map((one) => shown(one, moment)),
        deliveries: (await listDeliveries(ctx, { limit: SHOWN })).map((one) => ({
          ...line(one, moment),
          url: urlOf.get(one.endpointId) ?? '',
        })),
        done: url.searchParams.get('done'),
      };
    }),
  );

const shown = ({ id, url, events, state, offReason, failingSince }: Endpoint, moment: (at: Date) => string) => ({
  ...{ id, url, isOn: state === 'on', events: events.map(eventName).join(', ') },
  state: state === 'on' ? m.notices_state_on() : (say(`notices_state_off_${offReason ?? 'person'}`) ?? ''),
  failing: state === 'on' && failingSince ? m.notices_failing_since({ moment: moment(failingSince) }) : null,
});

/** One line of the log, every word said. */
const line = (one: Delivery, moment: (at: Date) => string) => ({
  ...{ id: one.id, path: one.publicationId ? `publications/${one.publicationId}` : `posts/${one.postId}`, state: one.state },
  what: eventName(one.event),
  when: capital(moment(one.madeAt)),
  stands: [
    say(`notices_delivery_${one.state}`),
    one.last &&
      (one.last.status ? m.notices_delivery_answer({ status: one.last.status }) : m.notices_delivery_no_answer({ code: one.last.code })),
    one.last && one.state !== 'delivered' && m.notices_delivery_tries({ tries: one.tries }),
    one.last && one.state === 'waiting' && one.nextAt && m.notices_delivery_next({ moment: moment(one.nextAt) }),
  ]
    .filter(Boolean)
    .join(' · '),
  excerpt: one.last?.excerpt ?? '',
});

const chosen = z.object({ id: z.uuid() });

export const actions: Actions = {
  // The secret is shown in this answer and never again: it is not redirected, so that no address and no history holds it.
  add: (event) =>
    act(event, async (form) => {
      const wanted = parseForm(form, endpointSchema);
      const { secret } = await event.locals.work((ctx) => addEndpoint(ctx, event.locals.house.seal, wanted));
      return { secret };
    }),
  pause: (event) => change(event, 'paused', (ctx, id) => pauseEndpoint(ctx, id)),
  resume: (event) => change(event, 'resumed', (ctx, id) => resumeEndpoint(ctx, event.locals.house.jobs.ring, id)),
  remove: (event) => change(event, 'removed', (ctx, id) => removeEndpoint(ctx, id)),
  resend: (event) => change(event, 'resent', (ctx, id) => resend(ctx, event.locals.house.jobs.ring, id)),
};

const change = (event: { request: Request; locals: App.Locals }, done: string, work: (ctx: Ctx, id: string) => Promise<void>) =>
  act(event, async (form) => {
    const { id } = parseForm(form, chosen);
    await event.locals.work((ctx) => work(ctx, id));
    redirect(303, `?done=${done}`);
  });
