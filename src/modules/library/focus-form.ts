import { MOST_FOCUS, type Focus } from '#words/crop.ts';

/** Width in CSS pixels of the picture one taps on: known to the server, so that a tap is understood without scripts. */
export const FOCUS_WIDTH = 280;

/** The nine positions that have a name, by row from the top left corner. */
export const NAMED = ['0,0', '500,0', '1000,0', '0,500', '500,500', '1000,500', '0,1000', '500,1000', '1000,1000'] as const;
export type Named = (typeof NAMED)[number];

/**
 * What FocusField.svelte sent: a named position (`at`), a tap on the picture (`tap.x`, `tap.y`), or the two numbers (`x`, `y`, in
 * percent). Enter pressed on the picture says 0, 0, which no finger does: then the numbers count.
 * @returns null when nothing readable was sent
 */
export function readFocus(form: FormData, picture: { width: number; height: number }): Focus | null {
  const number = (name: string): number => Number(String(form.get(name) ?? '').replace(',', '.') || NaN);
  if (form.has('at')) {
    const [x = NaN, y = NaN] = String(form.get('at')).split(',').map(Number);
    return within({ x, y });
  }
  const tap = { x: number('tap.x'), y: number('tap.y') };
  if (tap.x > 0 || tap.y > 0) {
    const height = (FOCUS_WIDTH * picture.height) / picture.width;
    return within({ x: (tap.x / FOCUS_WIDTH) * MOST_FOCUS, y: (tap.y / height) * MOST_FOCUS });
  }
  return within({ x: number('x') * 10, y: number('y') * 10 });
}

/** A finger may touch the very edge. */
function within({ x, y }: Focus): Focus | null {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
  const clamp = (one: number): number => Math.round(Math.min(Math.max(one, 0), MOST_FOCUS));
  return { x: clamp(x), y: clamp(y) };
}
