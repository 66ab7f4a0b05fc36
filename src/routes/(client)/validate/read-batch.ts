import { diffWordsWithSpace } from 'diff';
import { actorOf, readAgreement, readRequest, type AskedPost, type ClientSession } from '#modules/approval';
import { isShown, tacitAfter, type Answer, type ShownChannel } from '#modules/approval/shapes';
import { listChannels } from '#modules/channels';
import { readClient } from '#modules/clients';
import { findMedia } from '#modules/library';
import { readOnline } from '#modules/publishing';
import type { ShownPreview } from '#parts/approval/shown-post.ts';
import { speak } from '#plumbing/web';
import { canonicalJson } from '#words/canonical-json.ts';
import type { House } from '../../../wiring/open-house.ts';
import { previewsOf, stillOf } from './show-previews.ts';

/** Everything the client reads, in the language of the client. */
export async function readBatch(house: House, session: ClientSession) {
  return house.store.inWorkspace(session.workspaceId, actorOf(session), async (ctx) => {
    const client = await readClient(ctx, session.request.clientId);
    speak(client.language);
    const { posts: all, createdBy, expiresAt, sentAt } = await readRequest(ctx, session.request.id);
    const posts = all.filter(({ turn, answers }) => isShown(turn, answers.length));
    const ids = posts.flatMap(({ content }) => mediaOf(content).map(({ id }) => id));
    const media = await findMedia(ctx, [...new Set(ids)]);
    const stills = new Map(media.map((one) => [one.id, stillOf(house, session.workspaceId, one)]));
    const online = await readOnline(
      ctx,
      posts.map(({ postId }) => postId),
    );
    const channels = await listChannels(ctx, { clientId: client.id, removed: true });
    const show = (post: AskedPost) => previewsOf(post, { channels, stills });
    return {
      client: { name: client.name, monogram: client.monogram, colour: client.colour, zone: client.zone },
      language: client.language,
      name: session.name,
      by: createdBy,
      expiresAt,
      /** Where silence is a yes: so many hours after a message told of all that waits; null where none did yet. */
      silence: {
        hours: tacitAfter(await readAgreement(ctx, client.id)),
        sentAt: posts.every((post) => online.has(post.postId) || isTold(post, sentAt)) ? sentAt : null,
      },
      posts: posts.map((post) => showPost(post, online.has(post.postId), show)),
    };
  });
}

export type Batch = Awaited<ReturnType<typeof readBatch>>;
export type BatchPost = Batch['posts'][number];

const isTold = ({ turn, since }: AskedPost, sentAt: Date | null): boolean => turn !== 'client' || (sentAt !== null && since <= sentAt);

const mediaOf = (content: readonly ShownChannel[]) => content.flatMap(({ segments }) => segments.flatMap(({ media }) => media));

function showPost(post: AskedPost, left: boolean, show: (post: AskedPost) => ShownPreview[]) {
  const { postId, name, fingerprint, plannedAt, zone, turn, wall, round } = post;
  const yes = post.answers.find(({ verdict }) => verdict === 'yes') ?? null;
  const last = post.answers[0] ?? null;
  const state = turn === 'done' ? ('yes' as const) : turn === 'us' && last ? last.verdict : yes ? ('void' as const) : ('waiting' as const);
  const answer = turn === 'done' ? yes : turn === 'us' ? last : null;
  return {
    ...{ id: postId, name, print: fingerprint, plannedAt, zone, wall, round, state, left },
    previews: show(post),
    answer: answer && { who: answer.who, at: answer.answeredAt, note: answer.note, point: answer.point, proposedWall: answer.proposedWall },
    difference: state === 'void' && yes ? differenceOf(yes, post) : null,
  };
}

/** What changed since their yes: words by words, the hour, the pictures. */
function differenceOf(yes: Answer, now: AskedPost) {
  const wordsOf = (content: readonly ShownChannel[]) =>
    [
      ...new Set(
        content.map(({ segments }) =>
          segments.map(({ title, text, card }) => [title, text, card?.title, card?.description].filter(Boolean).join('\n')).join('\n\n'),
        ),
      ),
    ].join('\n\n');
  const pictures = (content: readonly ShownChannel[]) =>
    canonicalJson(mediaOf(content).map(({ source, crop, alt }) => ({ source, crop, alt })));
  const [before, after] = [wordsOf(yes.content), wordsOf(now.content)];
  return {
    words: before === after ? [] : diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({ value, added, removed })),
    hour: yes.plannedAt.getTime() === now.plannedAt.getTime() ? null : { before: yes.plannedAt, after: now.plannedAt },
    media: pictures(yes.content) !== pictures(now.content),
  };
}
