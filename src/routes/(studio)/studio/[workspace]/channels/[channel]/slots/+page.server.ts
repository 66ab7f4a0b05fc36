import { redirect } from '@sveltejs/kit';
import { listSlots, readHours, setSlots, type Slot } from '#modules/calendar';
import { canPlan } from '#modules/calendar/shapes';
import { readChannel } from '#modules/channels';
import { readClient } from '#modules/clients';
import { act, show } from '#plumbing/web';
import { isId } from '#words/ids.ts';
import { forbidden, notFound, Refusal } from '#words/refusal.ts';
import type { Actions, PageServerLoad } from './$types';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(() =>
    locals.work(async (ctx) => {
      const channel = await readChannel(ctx, idOf(params));
      if (!canPlan(ctx.actor, channel.clientId)) throw forbidden();
      const { name, monogram, colour, zone } = await readClient(ctx, channel.clientId);
      const slots = await listSlots(ctx, channel.id);
      return {
        channel: { id: channel.id, name: channel.name, network: channel.network as string },
        client: { name, monogram, colour, zone },
        days: WEEKDAYS.map((weekday) => slots.filter((slot) => slot.weekday === weekday).map(({ at }) => at)),
        done: url.searchParams.has('done'),
      };
    }),
  );

function idOf(params: { channel: string }): string {
  if (!isId(params.channel)) throw notFound();
  return params.channel;
}

/** `day.1` to `day.7`: the hours of each day, as people type them. */
const slotsIn = (form: FormData): Slot[] =>
  WEEKDAYS.flatMap((weekday) => {
    const hours = readHours(String(form.get(`day.${weekday}`) ?? ''));
    if (hours === null) throw new Refusal('slot_unreadable', { field: `day.${weekday}` });
    return hours.map((at) => ({ weekday, at }));
  });

export const actions: Actions = {
  default: (event) =>
    act(event, async (form) => {
      const slots = slotsIn(form);
      await event.locals.work((ctx) => setSlots(ctx, idOf(event.params), slots));
      redirect(303, `${event.url.pathname}?done=saved`);
    }),
};
