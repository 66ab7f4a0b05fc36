import type { Place } from '#modules/publishing';
import { isId, type Id } from '#words/ids.ts';

/** What the cursors of the lists stand for. */
export const asId = (place: unknown): Id | undefined => (isId(place) ? place : undefined);

export const asNumber = (place: unknown): number | undefined => (Number.isSafeInteger(place) ? (place as number) : undefined);

export function asPlace(place: unknown): Place | undefined {
  const { notBefore, id } = (place ?? {}) as { notBefore?: unknown; id?: unknown };
  if (typeof notBefore !== 'string' || !/^\d{4}-[\d:T.-]+Z$/.test(notBefore) || !isId(id)) return undefined;
  const at = new Date(notBefore);
  return Number.isNaN(at.getTime()) ? undefined : { notBefore: at, id };
}
