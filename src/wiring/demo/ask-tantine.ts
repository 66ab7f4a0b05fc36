import { agreeMode, copyLink, enterByLink, readRequest, readSession } from '#modules/approval';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { answerAsClient, listProposable, proposePosts } from '../ask-client.ts';
import type { House } from '../open-house.ts';

const NAME = 'Mme Afi';

/** The restaurant is asked about what is ahead, and answered two of them by the link, from a phone. */
export async function askTantine(
  house: House,
  work: <T>(verb: (ctx: Ctx) => Promise<T>) => Promise<T>,
  { clientId, zone }: { clientId: Id; zone: string },
): Promise<void> {
  const request = await work(async (ctx) => {
    await agreeMode(ctx, clientId, { mode: 'optional', minutes: 0 });
    const ahead = await listProposable(ctx, clientId, zone);
    return proposePosts(
      ctx,
      clientId,
      ahead.slice(0, 5).map(({ id }) => id),
      NAME,
    );
  });
  const { token } = await enterByLink(house.store, await work((ctx) => copyLink(ctx, house.seal, request)), NAME);
  const session = (await readSession(house.store, token))!;
  const { posts } = await work((ctx) => readRequest(ctx, request));
  const [first, second] = posts.map(({ postId, fingerprint }) => ({ postId, print: fingerprint }));
  if (first) await answerAsClient(house.store, session, [{ ...first, verdict: 'yes', note: '' }]);
  const note = 'Pas offert à toute la table : un verre par personne, et seulement à partir de quatre.';
  if (second) await answerAsClient(house.store, session, [{ ...second, verdict: 'change', note }]);
}
