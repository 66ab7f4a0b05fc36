import { redirect } from '@sveltejs/kit';
import * as m from '#messages';
import { checkChannel, pauseChannel, readChannel, resumeChannel } from '#modules/channels';
import { readClient } from '#modules/clients';
import { chooseReminder, readReminder } from '#modules/notices';
import { reminderSchema } from '#modules/notices/shapes';
import { act, parseForm, show } from '#plumbing/web';
import { hasRole } from '#words/actor.ts';
import { isId } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { isByHand } from '#modules/channels/shapes';
import { actorOf, patience } from '../room.server.ts';
import { doneOf, moment, networkName, onceSentence, placeName, problemOf, stateOf } from '../said.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  show(async () => {
    const { member, actor } = actorOf(locals);
    if (!isId(params.channel)) throw notFound();
    const { channel, client, reminder } = await locals.work(async (ctx) => {
      const found = await readChannel(ctx, params.channel);
      return { channel: found, client: await readClient(ctx, found.clientId), reminder: await readReminder(ctx, found.id) };
    });
    const { maxCharacters, maxMedia, software, version } = channel.facts;
    const byHand = isByHand(channel);
    const connection = byHand ? null : (locals.house.networks.get(channel.network)?.connection ?? null);
    return {
      channel: {
        id: channel.id,
        network: channel.network,
        networkName: byHand ? placeName(String(channel.facts['place'])) : networkName(channel.network),
        name: channel.name,
        handle: channel.handle,
        displayName: channel.displayName,
        address: channel.address,
        profileUrl: channel.profileUrl,
        state: channel.state,
        ...stateOf(channel),
        problem: problemOf(channel),
        problemSince: channel.problem ? m.channels_problem_since({ when: moment(channel.problem.at, member.zone) }) : null,
        connectedAt: moment(channel.connectedAt, member.zone),
        identityAt: byHand ? null : moment(channel.identityAt, member.zone),
        lastSuccess: byHand ? null : moment(channel.lastSuccessAt, member.zone),
        once: onceSentence(channel),
        server: typeof software === 'string' && software ? `${software} ${String(version ?? '')}`.trim() : null,
        limits:
          typeof maxCharacters === 'number' && typeof maxMedia === 'number'
            ? m.channels_limits_text({ characters: maxCharacters, media: maxMedia })
            : null,
      },
      client: { name: client.name, monogram: client.monogram, colour: client.colour },
      /** Minutes before; null: this account, or this person, has nothing to be reminded of. */
      remind:
        byHand && channel.state !== 'removed' && hasRole(actor, 'owner', 'manager', 'creator')
          ? { minutes: reminder, ways: `/studio/${params.workspace}/notices` }
          : null,
      mayPause: hasRole(actor, 'owner', 'manager'),
      mayCheck: hasRole(actor, 'owner', 'manager') && !byHand && channel.state !== 'removed',
      mayConnect: hasRole(actor, 'owner') && connection !== null,
      // The own site is not an account one takes away: it is closed on its own page.
      mayRemove: hasRole(actor, 'owner') && channel.state !== 'removed' && (byHand || connection !== null),
      ownerOnly: !hasRole(actor, 'owner'),
      done: doneOf(url.searchParams.get('done'), channel.name),
    };
  });

/** Says what was done where it was asked: on the channel's page, or on Today. */
function leave({ url, params }: RequestEvent, form: FormData, done: string): never {
  const today = `/studio/${params.workspace}?done=channel_${done}&of=${params.channel}`;
  redirect(303, form.get('from') === 'today' ? today : `${url.pathname}?done=${done}`);
}

const OUTCOMES = { same: 'checked', stop: 'closed', unknown: 'unanswered' } as const;

export const actions: Actions = {
  check: (event) =>
    act(event, async (form) => {
      const { member, actor } = actorOf(event.locals);
      if (!isId(event.params.channel)) throw notFound();
      const { kind } = await checkChannel(event.locals.house, member.workspaceId, actor, event.params.channel, patience(event));
      leave(event, form, OUTCOMES[kind]);
    }),
  pause: (event) =>
    act(event, async (form) => {
      await event.locals.work((ctx) => pauseChannel(ctx, event.params.channel));
      leave(event, form, 'paused');
    }),
  remind: (event) =>
    act(event, async (form) => {
      const { minutes } = parseForm(form, reminderSchema);
      await event.locals.work((ctx) => chooseReminder(ctx, event.params.channel, minutes));
      redirect(303, `${event.url.pathname}?done=remind`);
    }),
  resume: (event) =>
    act(event, async (form) => {
      await event.locals.work((ctx) => resumeChannel(ctx, event.params.channel));
      leave(event, form, 'resumed');
    }),
};
