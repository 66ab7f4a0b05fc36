import { answerComment, commentStamp, listArticles, listComments, readArticle, writeComment } from '#modules/site';
import type { fakeClock } from '#plumbing/clock';
import type { Store } from '#plumbing/db';
import type { Actor } from '#words/actor.ts';
import type { Id } from '#words/ids.ts';
import { COMMENTS } from './article.ts';

const VISITOR: Actor = { kind: 'system', name: 'visitor' };
/** Long enough for a person to have read and written. */
const READING_MS = 4 * 60_000;

/** Readers write under the latest article, by the form's own verbs; one of them is answered, the others wait. */
export async function leaveComments(
  store: Store,
  clock: ReturnType<typeof fakeClock>,
  owner: Actor,
  workspaceId: Id,
  siteId: Id,
): Promise<void> {
  const [card] = await store.inWorkspace(workspaceId, owner, (ctx) => listArticles(ctx, siteId));
  if (!card) throw new Error('the sample article did not come out');
  const { article } = await store.inWorkspace(workspaceId, owner, (ctx) => readArticle(ctx, card.id));
  for (const [index, comment] of COMMENTS.entries()) {
    clock.set(new Date(article.publishedAt.getTime() + (index + 1) * 3_600_000));
    const shown = await store.inWorkspace(workspaceId, VISITOR, (ctx) => commentStamp(ctx, siteId, article.id));
    clock.advance(READING_MS);
    const { name, text } = comment;
    await store.inWorkspace(workspaceId, VISITOR, (ctx) =>
      writeComment(ctx, siteId, article.slug, { name, text, website: '', shown }, `192.0.2.${index + 1}`),
    );
    if (!comment.answer) continue;
    clock.advance(READING_MS);
    await store.inWorkspace(workspaceId, owner, async (ctx) => {
      const waiting = (await listComments(ctx, { state: 'pending', siteId })).find((one) => one.text === text);
      if (waiting) await answerComment(ctx, waiting.id, comment.answer!);
    });
  }
}
