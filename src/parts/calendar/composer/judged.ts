import type { MediaItem } from '#modules/library/shapes';
import type { Outgoing } from '#modules/calendar/shapes';
import type { Check } from '#networks/contract';
import { checkOutgoing, rulesOf } from '../rules.ts';
import { asShown, dayOf, type ComposerChannel } from './channel.ts';
import type { Draft } from './draft.svelte.ts';

/** What leaves by one chosen channel, and what its network says of it. */
export interface Judged {
  channel: ComposerChannel;
  content: Outgoing;
  checks: Check[];
  /** Something stops it: the other channels may leave. */
  blocked: boolean;
  /** The address whose card this network shows under the text; null where it shows none of ours. */
  link: string | null;
}

/** Every chosen channel, in their order. */
export function judge(draft: Draft, channels: readonly ComposerChannel[], media: readonly MediaItem[]): Judged[] {
  return channels.flatMap((channel) => {
    const content = draft.contentOf(channel);
    if (!content) return [];
    const shown = media.map((item) => asShown(item, channel.ratio));
    const checks = checkOutgoing(channel.network, channel.facts, content, shown, dayOf(draft.written));
    const link = (content.mediaIds.length === 0 && rulesOf(channel.network).card?.(content.text)) || null;
    return [{ channel, content, checks, link, blocked: checks.some((check) => check.level === 'block') }];
  });
}
