import { listChannels } from '#modules/channels';
import { listClients } from '#modules/clients';
import type { RepeatQuestion } from '#parts/calendar/composer/repeat-question.ts';
import type { Ctx } from '#plumbing/db';
import type { SaidBefore } from '../../../../../../wiring/ask-about-repeats.ts';

const ACTIONS = ['plan', 'now', 'update'] as const;

/** The question in names. @param url of the act that was asked for: `?/plan` */
export async function questionOf(ctx: Ctx, { repeats, mark }: SaidBefore, url: URL): Promise<RepeatQuestion> {
  const [channels, clients] = await Promise.all([listChannels(ctx), listClients(ctx)]);
  return {
    action: ACTIONS.find((one) => url.searchParams.has(`/${one}`)) ?? 'plan',
    mark,
    repeats: repeats.map(({ channelId, kind, other }) => ({
      channel: channels.find((one) => one.id === channelId)?.name ?? '',
      client: kind === 'client' ? (clients.find((one) => one.id === other.clientId)?.name ?? '') : null,
      ...{ at: other.at, postId: other.postId },
    })),
  };
}
