import * as m from '#messages';
import type { ChannelView } from '#modules/channels';
import type { ConnectField, NetworkName, Network } from '#networks/contract';
import { isByHand, type ChannelSign, type ShownChannel, type ShownField } from '#modules/channels/shapes';
import { whereOf } from '#parts/channels/where.server.ts';
import { spokenLocale } from '#plumbing/web';
import { sayMoment } from '#words/spoken.ts';

type Say = (details: Record<string, string>) => string;
const catalogue = m as unknown as Record<string, Say | undefined>;

/** The sentence of a code that is data: every code has one, the catalogue test sees to it. */
const say = (key: string, details: Record<string, string> = {}): string | null => catalogue[key]?.(details) ?? null;

export const networkAbout = (network: NetworkName): string => say(`network_about_${network}`) ?? '';
export const onceSentence = (channel: ChannelView): string => say(`channels_once_${channel.onceClass}`) ?? '';

const SIGNS: Record<ChannelView['state'], ChannelSign> = {
  connected: 'valide',
  paused: 'retenue',
  needs_reconnect: 'echec',
  removed: 'annulee',
};

export const stateOf = (channel: ChannelView): { sign: ChannelSign; word: string } => ({
  sign: SIGNS[channel.state],
  word: isByHand(channel) && channel.state === 'connected' ? m.by_hand_word() : (say(`channels_state_${channel.state}`) ?? channel.state),
});

export const moment = (instant: Date | null, zone: string): string =>
  instant ? sayMoment(instant, zone, spokenLocale(), { weekday: false }) : m.channels_never();

/** What is wrong with a channel and what to do about it. */
export function problemOf(channel: ChannelView): string | null {
  if (channel.state === 'paused') return m.channels_paused_lead();
  const code = channel.problem?.code;
  if (!code) return null;
  return say(`channels_problem_${code}`) ?? say(`network_refusal_${code}`) ?? m.channels_problem_unknown({ code });
}

const DONE: Readonly<Record<string, (details: { name: string }) => string>> = {
  connected: m.channels_done_connected,
  remind: m.by_hand_remind_done,
  added: m.by_hand_done_added,
  paused: m.channels_done_paused,
  resumed: m.channels_done_resumed,
  checked: m.channels_done_checked,
  closed: m.channels_done_closed,
  unanswered: m.channels_done_unanswered,
};

/** What was just done to the channel, from the address. */
export const doneOf = (done: string | null, name: string): string | null =>
  done && Object.hasOwn(DONE, done) ? DONE[done]!({ name }) : null;

export function shownChannel(channel: ChannelView, clients: Map<string, ShownChannel['client']>, zone: string): ShownChannel {
  const { sign, word } = stateOf(channel);
  return {
    id: channel.id,
    network: channel.network,
    networkName: whereOf(channel),
    name: channel.name,
    who: [channel.handle, channel.displayName, channel.address].find((text) => text && text !== channel.name) ?? '',
    sign,
    state: word,
    problem: problemOf(channel),
    lastSuccess: lastSuccessOf(channel, zone),
    client: clients.get(channel.clientId) ?? { name: '', monogram: '?', colour: '' },
  };
}

function lastSuccessOf(channel: ChannelView, zone: string): string {
  if (isByHand(channel)) return m.by_hand_nothing_alone();
  return channel.lastSuccessAt ? m.channels_last_success_is({ when: moment(channel.lastSuccessAt, zone) }) : m.channels_no_success();
}

const shown = (network: NetworkName, field: ConnectField, required: boolean): ShownField => ({
  name: field.name,
  kind: field.kind,
  required,
  label: say(`network_${network}_${field.name}`) ?? field.name,
  help: say(`network_${network}_${field.name}_help`) ?? '',
});

/** The form of a network: by its own page of consent where there is one, and by what one pastes. */
export function formsOf({ name, connection }: Network): { authorize: ShownField[] | null; paste: ShownField[] } {
  const fields = connection?.fields ?? [];
  const consent = connection?.authorization?.fields ?? null;
  return {
    authorize: consent && fields.filter((field) => consent.includes(field.name)).map((field) => shown(name, field, true)),
    // Where there is a page of consent, what is optional in the form is what that page would have given.
    paste: fields.map((field) => shown(name, field, consent !== null || !field.optional)),
  };
}
