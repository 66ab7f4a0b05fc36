import { actorOf } from '#modules/approval';
import { show, speak } from '#plumbing/web';
import { readReceipt } from '../../../../wiring/read-receipt.ts';
import { openSession } from '../open-session.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  show(async () => {
    const session = await openSession(event);
    return event.locals.house.store.inWorkspace(session.workspaceId, actorOf(session), async (ctx) => {
      const receipt = await readReceipt(ctx, session.request.id);
      speak(receipt.language);
      // What is still read inside is not theirs to see.
      return { ...receipt, posts: receipt.posts.filter(({ answers }) => answers.length > 0).map((post) => ({ ...post, reviews: [] })) };
    });
  });
