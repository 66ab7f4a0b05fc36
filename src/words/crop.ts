/**
 * How a picture is cut to a network's ratio. Pure and in whole numbers, so that the server, the browser's preview and whoever signs a
 * crop later (its canonical description is the four numbers of a `Cut`) always say the same.
 */
export const RATIOS = ['original', '1:1', '4:5', '3:4', '2:3', '9:16', '16:9', '1.91:1'] as const;
export type Ratio = (typeof RATIOS)[number];
export const isRatio = (value: unknown): value is Ratio => (RATIOS as readonly unknown[]).includes(value);

/** Width and height in whole numbers. */
const SIDES: Record<Exclude<Ratio, 'original'>, readonly [number, number]> = {
  '1:1': [1, 1],
  '4:5': [4, 5],
  '3:4': [3, 4],
  '2:3': [2, 3],
  '9:16': [9, 16],
  '16:9': [16, 9],
  '1.91:1': [191, 100],
};

/** What must stay in the picture, in thousandths of its width and height from the top left corner. */
export interface Focus {
  x: number;
  y: number;
}
export const CENTRE: Focus = { x: 500, y: 500 };
export const MOST_FOCUS = 1_000;

/** A rectangle of the picture, in whole pixels of it from the top left corner. */
export interface Cut {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The largest rectangle of this ratio, as near to the focus as the edges allow. @returns null where the whole picture is shown: no
 * ratio asked for, or already this one to the pixel
 */
export function cutOf(picture: { width: number; height: number }, ratio: Ratio, focus: Focus = CENTRE): Cut | null {
  if (ratio === 'original') return null;
  const [wide, high] = SIDES[ratio];
  const tooWide = picture.width * high > picture.height * wide;
  const width = tooWide ? Math.max(1, Math.round((picture.height * wide) / high)) : picture.width;
  const height = tooWide ? picture.height : Math.max(1, Math.round((picture.width * high) / wide));
  if (width === picture.width && height === picture.height) return null;
  return { x: startOf(picture.width, width, focus.x), y: startOf(picture.height, height, focus.y), width, height };
}

function startOf(whole: number, part: number, focus: number): number {
  const wished = Math.round((whole * focus) / MOST_FOCUS - part / 2);
  return Math.min(Math.max(wished, 0), whole - part);
}

/** What a frame of another shape leaves to see of a cut: its middle. @param frame width over height */
export function framed(cut: Cut, frame: number): Cut {
  const width = Math.max(1, Math.min(cut.width, Math.round(cut.height * frame)));
  const height = Math.max(1, Math.min(cut.height, Math.round(cut.width / frame)));
  return { x: cut.x + Math.floor((cut.width - width) / 2), y: cut.y + Math.floor((cut.height - height) / 2), width, height };
}

/**
 * The picture laid behind its cut so that exactly the cut shows: CSS of an image and of the box around it, in themselves whole, so that
 * a page that shows one fetches no style sheet for it.
 * Percentages, hence true at every size; its height by padding, which every browser knows.
 */
export function layOut(picture: { width: number; height: number }, cut: Cut): { box: string; image: string } {
  const percent = (part: number, whole: number): string => `${Number(((part / whole) * 100).toFixed(4))}%`;
  const size = `position:absolute;max-width:none;width:${percent(picture.width, cut.width)};height:${percent(picture.height, cut.height)}`;
  return {
    box: `display:block;position:relative;overflow:hidden;padding-top:${percent(cut.height, cut.width)}`,
    image: `${size};left:-${percent(cut.x, cut.width)};top:-${percent(cut.y, cut.height)}`,
  };
}
