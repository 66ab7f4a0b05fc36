import type { ChannelView } from '#modules/channels';
import { rulesOf } from '#parts/calendar/rules.ts';

/** A long text as the segments this channel's network takes; one where it knows no threads. */
export const splitText = (channel: Pick<ChannelView, 'network' | 'facts'>, text: string): string[] =>
  rulesOf(channel.network).split(text, channel.facts);
