import { actorOf, readRequest } from '#modules/approval';
import { readClient } from '#modules/clients';
import { readPublicationsOf } from '#modules/publishing';
import { show, speak } from '#plumbing/web';
import { openSession } from '../open-session.ts';
import type { PageServerLoad } from './$types';

/** What was answered, and what went out against it. */
export const load: PageServerLoad = (event) =>
  show(async () => {
    const session = await openSession(event);
    return event.locals.house.store.inWorkspace(session.workspaceId, actorOf(session), async (ctx) => {
      const client = await readClient(ctx, session.request.clientId);
      speak(client.language);
      const { posts, createdBy } = await readRequest(ctx, session.request.id);
      const out = await readPublicationsOf(
        ctx,
        posts.map(({ postId }) => postId),
      );
      const online = out.filter(({ state }) => state === 'PUBLISHED');
      return {
        client: { name: client.name, monogram: client.monogram, colour: client.colour, zone: client.zone },
        by: createdBy,
        posts: posts.map(({ postId, name, plannedAt, answers }) => ({
          ...{ id: postId, name, plannedAt },
          answers: answers.map(({ content: _, ...answer }) => answer),
          online: online
            .filter((one) => one.postId === postId)
            .map(({ id, network, publishedAt, remoteUrl }) => ({ id, network: network as string, publishedAt, remoteUrl })),
        })),
      };
    });
  });
