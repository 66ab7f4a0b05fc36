import { readLines } from '#modules/calendar';
import { listChannels, openingOf, takesLink } from '#modules/channels';
import { minutesFor, readToPost } from '#modules/publishing';
import { listClients } from '#modules/clients';
import { findMedia } from '#modules/library';
import { mediaPath, variantOf } from '#modules/library/shapes';
import type { Ctx } from '#plumbing/db';
import type { Step } from '#parts/publishing/run.ts';
import { placeName } from '../channels/said.server.ts';

/** What is to be posted by hand now, with all that posting it takes, in the order to do it. */
export async function readRun(ctx: Ctx) {
  const toPost = await readToPost(ctx);
  const [channels, clients, lines] = [
    new Map((await listChannels(ctx, { removed: true })).map((one) => [one.id, one])),
    new Map((await listClients(ctx)).map((one) => [one.id, one])),
    new Map(
      (
        await readLines(
          ctx,
          toPost.map((one) => one.postId),
        )
      ).map((one) => [one.id, one.name]),
    ),
  ];
  const pictures = await findMedia(ctx, [...new Set(toPost.flatMap(({ payload }) => payload.media.map(({ mediaId }) => mediaId)))]);
  const lights = new Set(pictures.filter((one) => variantOf(one, 'light')).map(({ id }) => id));
  const steps = toPost.map((one, index): Step => {
    const channel = channels.get(one.channelId)!;
    const client = clients.get(one.clientId);
    const { text, title, media, after = [] } = one.payload;
    return {
      id: one.id,
      next: toPost[index + 1]?.id ?? '',
      previous: toPost[index - 1]?.id ?? '',
      name: lines.get(one.postId) ?? title,
      client: client && { name: client.name, monogram: client.monogram, colour: client.colour },
      network: one.network as string,
      place: placeName(String(channel.facts['place'])),
      account: channel.name,
      at: one.notBefore,
      late: one.flag === 'late' ? { since: one.notAfter, drop: one.late.policy === 'drop' } : null,
      text,
      title,
      after,
      media: media.map(({ mediaId, alt, bytes, mime }) => ({
        ...{ alt, bytes, film: mime.startsWith('video/'), id: mediaId },
        path: mediaPath(mediaId, 'full'),
        light: mime.startsWith('video/') ? null : mediaPath(mediaId, lights.has(mediaId) ? 'light' : 'full'),
      })),
      open: openingOf(channel, text),
      link: takesLink(channel),
    };
  });
  return { steps, minutes: minutesFor(steps.length) };
}
