import type { Id } from '#words/ids.ts';
import type { Card } from '../cards/card.ts';
import type { LatePolicy, Variant, Wish } from '../shapes.ts';
import { compareWords, type Part } from './compare-words.ts';
import type { State } from './state.ts';

/** One thing that changed; `channelId` says for which account alone. */
export type Difference =
  | { what: 'title' | 'text'; channelId?: Id; parts: Part[] }
  /** One more message of a thread, or one less, or another text; from 2. */
  | { what: 'segment'; channelId: Id; position: number; parts: Part[] }
  | { what: 'follows' | 'follows_no_more' | 'account_added' | 'account_removed' | 'own_media' | 'ratio'; channelId: Id }
  | { what: 'media_added' | 'media_removed'; mediaIds: Id[] }
  | { what: 'media_order' }
  | { what: 'hour'; before: Wish | null; after: Wish | null }
  | { what: 'late'; late: LatePolicy; minutes: number }
  | { what: 'card_added' | 'card_removed' | 'card_picture'; title: string }
  | { what: 'card'; parts: Part[] }
  | { what: 'pillar'; before: Id | null; after: Id | null };

/** What changed from one state of a post to the next, in the order of the composer. */
export function compareStates(before: State, after: State): Difference[] {
  return [
    ...words('title', before.title, after.title),
    ...words('text', before.text, after.text),
    ...accounts(before, after),
    ...cards(before.cards, after.cards),
    ...media(before.mediaIds, after.mediaIds),
    ...(before.wish?.wall !== after.wish?.wall || before.wish?.zone !== after.wish?.zone
      ? [{ what: 'hour' as const, before: before.wish, after: after.wish }]
      : []),
    ...late(before, after),
    ...(before.pillarId === after.pillarId ? [] : [{ what: 'pillar' as const, before: before.pillarId, after: after.pillarId }]),
  ];
}

const words = (what: 'title' | 'text', before: string, after: string, channelId?: Id): Difference[] =>
  before === after ? [] : [{ what, ...(channelId && { channelId }), parts: compareWords(before, after) }];

function accounts(before: State, after: State): Difference[] {
  const was = (channelId: Id): Variant | undefined => before.variants.find((one) => one.channelId === channelId);
  const gone = before.variants.filter(({ channelId }) => !after.variants.some((one) => one.channelId === channelId));
  return [
    ...gone.map(({ channelId }): Difference => ({ what: 'account_removed', channelId })),
    ...after.variants.flatMap((variant): Difference[] => {
      const old = was(variant.channelId);
      return old ? ofOne(old, variant, before, after) : [{ what: 'account_added', channelId: variant.channelId }];
    }),
  ];
}

/** What changed for one account alone. A text that follows the post again says so; its words are those of the post. */
function ofOne(old: Variant, now: Variant, before: State, after: State): Difference[] {
  const { channelId } = now;
  const found: Difference[] = [];
  if (old.text !== null && now.text === null) found.push({ what: 'follows', channelId });
  if (old.text === null && now.text !== null) found.push({ what: 'follows_no_more', channelId });
  if (now.text !== null) found.push(...words('text', old.text ?? before.text, now.text, channelId));
  if (old.title !== now.title) found.push(...words('title', old.title ?? before.title, now.title ?? after.title, channelId));
  for (let index = 0; index < Math.max(old.thread.length, now.thread.length); index += 1) {
    const [was = '', is = ''] = [old.thread[index], now.thread[index]];
    if (was !== is) found.push({ what: 'segment', channelId, position: index + 2, parts: compareWords(was, is) });
  }
  if (String(old.mediaIds) !== String(now.mediaIds)) found.push({ what: 'own_media', channelId });
  if (before.ratios[channelId] !== after.ratios[channelId]) found.push({ what: 'ratio', channelId });
  return found;
}

/** What is shown under the links. */
function cards(before: readonly Card[] | undefined, after: readonly Card[] | undefined): Difference[] {
  if (!before || !after) return [];
  const said = ({ title, description }: Card): string => `${title}\n${description}`.trim();
  const added = after.filter((card) => !before.some(({ url }) => url === card.url));
  return [
    ...before.flatMap((card): Difference[] => {
      const now = after.find(({ url }) => url === card.url);
      if (!now) return [{ what: 'card_removed', title: card.title }];
      if (said(card) !== said(now)) return [{ what: 'card', parts: compareWords(said(card), said(now)) }];
      return card.mediaId === now.mediaId ? [] : [{ what: 'card_picture', title: now.title }];
    }),
    ...added.map(({ title }): Difference => ({ what: 'card_added', title })),
  ];
}

/** Where the hour may pass, the delay counts too. */
function late(before: State, after: State): Difference[] {
  const unknown = before.late === undefined || after.late === undefined || after.lateMinutes === undefined;
  if (unknown || (before.late === after.late && before.lateMinutes === after.lateMinutes)) return [];
  return [{ what: 'late', late: after.late!, minutes: after.lateMinutes! }];
}

function media(before: readonly Id[], after: readonly Id[]): Difference[] {
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  if (added.length === 0 && removed.length === 0) return String(before) === String(after) ? [] : [{ what: 'media_order' }];
  return [
    ...(added.length > 0 ? [{ what: 'media_added' as const, mediaIds: added }] : []),
    ...(removed.length > 0 ? [{ what: 'media_removed' as const, mediaIds: removed }] : []),
  ];
}
