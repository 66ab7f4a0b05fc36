import { agreeToRepeat, readRepeatAgreement } from '#modules/calendar';
import { findRepeats, readPublicationsOf, wordsMark, type Repeat } from '#modules/publishing';
import { FINAL } from '#modules/publishing/shapes';
import type { Ctx } from '#plumbing/db';
import type { Id } from '#words/ids.ts';
import { Refusal } from '#words/refusal.ts';

/** A question, never a wall: what was asked is done again with `mark`, and then remembered for this post and these words. */
export class SaidBefore extends Refusal {
  readonly repeats: readonly Repeat[];
  readonly mark: string;
  constructor(repeats: readonly Repeat[], mark: string) {
    super('said_before', { status: 409 });
    this.repeats = repeats;
    this.mark = mark;
  }
}

/**
 * Asked of a person in the transaction that has just planned the post, which is undone with the question.
 * @param agreed the mark of the question they have answered with "go on"; anything else is no answer
 * @throws SaidBefore
 */
export async function askAboutRepeats(ctx: Ctx, postId: Id, agreed: string | null): Promise<void> {
  const publications = (await readPublicationsOf(ctx, [postId])).filter(({ state }) => !FINAL.has(state));
  const repeats = await findRepeats(ctx, publications);
  if (repeats.length === 0) return;
  const mark = wordsMark(
    publications
      .filter(({ position }) => position === 0)
      .map(({ channelId, text }) => `${channelId} ${text}`)
      .sort(),
  );
  if (agreed === mark) await agreeToRepeat(ctx, postId, mark);
  else if ((await readRepeatAgreement(ctx, postId)) !== mark) throw new SaidBefore(repeats, mark);
}
