import { keepVersion, listMentions, listSnippets, readPost, savePost } from '#modules/calendar';
import { appended, withMentions, type Written } from '#modules/calendar/shapes';
import { listChannels } from '#modules/channels';
import type { FrenchOffer } from '#parts/calendar/composer/french-offer.ts';
import { voiceOf } from '#parts/calendar/rules.ts';
import type { Ctx } from '#plumbing/db';
import { frenchEdits, piecesOf, setFrench } from '#words/french-typography.ts';
import type { Id } from '#words/ids.ts';
import { notFound } from '#words/refusal.ts';
import { splitText } from '../../../../../../wiring/split-text.ts';

/** What the composer's buttons do to the texts where there are no scripts. */
type Change = { text: string | null; thread: string[] };

export const withVariant = (written: Written, channelId: string, change: (text: string | null) => Change): Written => ({
  ...written,
  variants: written.variants.map((variant) => (variant.channelId === channelId ? { ...variant, ...change(variant.text) } : variant)),
});

/** One account's text as a thread, people named as its network names them: what is cut is what leaves. */
export async function splitVariant(ctx: Ctx, postId: Id, written: Written, channelId: string): Promise<Written> {
  const channel = (await listChannels(ctx)).find((one) => one.id === channelId);
  if (!channel) throw notFound();
  const { clientId } = await readPost(ctx, postId);
  const voice = voiceOf(channel.network, await listMentions(ctx, clientId));
  return withVariant(written, channelId, (own) => {
    const [text = '', ...thread] = splitText(channel, withMentions(own ?? written.text, voice));
    return { text, thread };
  });
}

/** Something kept for the client, at the end of the common text. */
export async function insertSnippet(ctx: Ctx, postId: Id, written: Written, snippetId: string): Promise<Written> {
  const { clientId } = await readPost(ctx, postId);
  const snippet = (await listSnippets(ctx, clientId)).find((one) => one.id === snippetId);
  if (!snippet) throw notFound();
  return { ...written, text: appended(written.text, snippet) };
}

/** Every text that a French printer would set otherwise: the common one, then those of the accounts. */
export function frenchOffers({ text, variants }: Written): FrenchOffer[] {
  const own = variants.flatMap((variant) => (variant.text === null ? [] : [{ channelId: variant.channelId, text: variant.text }]));
  return [{ channelId: '', text }, ...own].flatMap(({ channelId, text: typed }) => {
    const edits = frenchEdits(typed);
    return edits.length > 0 ? [{ channelId, pieces: piecesOf(typed, edits) }] : [];
  });
}

/** Every text as a French printer would set it. @returns the version that keeps what was typed, to be taken up again */
export async function setTexts(ctx: Ctx, postId: Id): Promise<number | null> {
  const { text, variants } = await readPost(ctx, postId, { lock: true });
  const typed = await keepVersion(ctx, postId, { always: true });
  const set = variants.map((variant) => ({ ...variant, text: variant.text === null ? null : setFrench(variant.text) }));
  await savePost(ctx, { id: postId, text: setFrench(text), variants: set });
  return typed;
}
