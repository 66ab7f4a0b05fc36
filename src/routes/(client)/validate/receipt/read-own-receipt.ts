import { actorOf } from '#modules/approval';
import { speak } from '#plumbing/web';
import type { Cookies } from '@sveltejs/kit';
import { readReceipt } from '../../../../wiring/read-receipt.ts';
import { openSession } from '../open-session.ts';

/** What the client holding this browser's session may keep, in their language. @throws Refusal `approval_link_dead` */
export async function readOwnReceipt(event: { cookies: Cookies; locals: App.Locals }) {
  const session = await openSession(event);
  return event.locals.house.store.inWorkspace(session.workspaceId, actorOf(session), async (ctx) => {
    const receipt = await readReceipt(ctx, session.request.id);
    speak(receipt.language);
    // What is still read inside is not theirs to see.
    return { ...receipt, posts: receipt.posts.filter(({ answers }) => answers.length > 0).map((post) => ({ ...post, reviews: [] })) };
  });
}
