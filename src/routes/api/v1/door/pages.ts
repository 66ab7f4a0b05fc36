import * as m from '#messages';
import { Refused } from './problem.ts';

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** The cursor is the place of the last item, dressed so that nobody counts on what it looks like. */
export const cursorOf = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place a cursor stands for, as far as `fits` recognises it. @throws Refusal `invalid` (422) */
export function afterOf<T>(cursor: string | undefined, fits: (place: unknown) => T | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  const place = fits(parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (place === undefined)
    throw new Refused('invalid', { errors: [{ field: '?cursor', code: 'wrong_form', detail: m.api_field_wrong_form() }] });
  return place;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export interface Cut<T, U> {
  limit: number;
  placeOf(item: T): string | number;
  show(item: T): U;
}

/** The page of a list that was asked for one item more than the page has. */
export function cutPage<T, U>(asked: readonly T[], { limit, placeOf, show }: Cut<T, U>): Page<U> {
  const items = asked.slice(0, limit);
  return { items: items.map(show), next_cursor: asked.length > limit ? cursorOf(placeOf(items.at(-1)!)) : null };
}

/** The page of a list that is read whole; its places grow along it. */
export const pageOf = <T, P extends string | number, U>(
  all: readonly T[],
  after: P | undefined,
  cut: Cut<T, U> & { placeOf(item: T): P },
): Page<U> =>
  cutPage(
    all.filter((item) => after === undefined || cut.placeOf(item) > after),
    cut,
  );

/** The same in the order its items were made (their ids are made in order of time). */
export const pageByAge = <T extends { id: string }, U>(
  all: readonly T[],
  limit: number,
  after: string | undefined,
  show: (item: T) => U,
): Page<U> =>
  pageOf(
    [...all].sort((a, b) => (a.id < b.id ? -1 : 1)),
    after,
    { limit, placeOf: (item) => item.id, show },
  );
