import { readRequest } from '#modules/approval';
import { isSpent, type ShownChannel } from '#modules/approval/shapes';
import { readClient } from '#modules/clients';
import { readPublicationsOf } from '#modules/publishing';
import type { Ctx } from '#plumbing/db';
import { canonicalJson } from '#words/canonical-json.ts';
import type { Id } from '#words/ids.ts';

/** What was answered about each post of a request, and what went out against it; the same for the client and for who asks. */
export async function readReceipt(ctx: Ctx, requestId: Id) {
  const { posts, createdBy, createdAt, clientId } = await readRequest(ctx, requestId);
  const client = await readClient(ctx, clientId);
  const out = await readPublicationsOf(
    ctx,
    posts.map(({ postId }) => postId),
  );
  return {
    client: { id: clientId, name: client.name, monogram: client.monogram, colour: client.colour, zone: client.zone },
    language: client.language,
    by: createdBy,
    /** The last thing that is on it. */
    at: new Date(Math.max(createdAt.getTime(), ...posts.flatMap(({ answers }) => answers.map((one) => one.answeredAt.getTime())))),
    posts: posts.map(({ postId, name, plannedAt, turn, answers, reviews, evidence }) => ({
      ...{ id: postId, name, plannedAt, reviews },
      answers: answers.map(({ content, ...answer }, index) => ({
        ...answer,
        spent: isSpent(turn, answers, index),
        approved: answer.verdict === 'yes' ? wordsOf(content) : [],
        evidence: evidence.filter(({ n }) => n === answer.n),
      })),
      online: out
        .filter((one) => one.postId === postId && one.state === 'PUBLISHED')
        .map(({ id, network, publishedAt, remoteUrl }) => ({ id, network: network as string, publishedAt, remoteUrl })),
    })),
  };
}

export type Receipt = Awaited<ReturnType<typeof readReceipt>>;
export type ReceiptPost = Receipt['posts'][number];

/** Accounts that said the same are said once: the words, and the hash of each picture with its description. */
function wordsOf(content: readonly ShownChannel[]) {
  return [...Map.groupBy(content, ({ segments }) => canonicalJson(segments)).values()].map((same) => ({
    networks: [...new Set(same.map(({ network }) => network))],
    text: same[0]!.segments.map(({ title, text }) => [title, text].filter(Boolean).join('\n')).join('\n\n'),
    media: same[0]!.segments.flatMap(({ media }) => media.map(({ source, alt }) => ({ source, alt }))),
  }));
}
